/** What a datagram between a TURN client and its relay carries (RFC 8656), as far as impairing it needs. */
export type TurnPacket = "control" | "media" | "rtcp" | "other-data";

const SEND_INDICATION = 0x0016;
const DATA_INDICATION = 0x0017;
const DATA_ATTRIBUTE = 0x0013;
const STUN_HEADER_BYTES = 20;
const CHANNEL_HEADER_BYTES = 4;

/**
 * `control` is the TURN dialogue itself, `media` is RTP to or from the peer, `rtcp` speaks of it, and
 * `other-data` is the rest of what passes between the peers (connectivity checks, DTLS).
 */
export function classify(datagram: Buffer): TurnPacket {
  const payload = relayed(datagram);
  if (payload === undefined) return "control";
  return rtpOrRtcp(payload) ?? "other-data";
}

function relayed(datagram: Buffer): Buffer | undefined {
  if (datagram.length < CHANNEL_HEADER_BYTES) return undefined;
  const type = datagram.readUInt16BE(0);
  const isChannelData = type >= 0x4000 && type <= 0x4fff;
  if (isChannelData) return datagram.subarray(CHANNEL_HEADER_BYTES);
  if (type === SEND_INDICATION || type === DATA_INDICATION) return dataAttribute(datagram);
  return undefined;
}

function dataAttribute(message: Buffer): Buffer | undefined {
  let offset = STUN_HEADER_BYTES;
  while (offset + 4 <= message.length) {
    const length = message.readUInt16BE(offset + 2);
    if (message.readUInt16BE(offset) === DATA_ATTRIBUTE) {
      return message.subarray(offset + 4, offset + 4 + length);
    }
    offset += 4 + Math.ceil(length / 4) * 4;
  }
  return undefined;
}

/** RTP and RTCP share a port; RFC 5761 §4 tells them apart by the payload type. */
function rtpOrRtcp(payload: Buffer): "media" | "rtcp" | undefined {
  const [first = 0, second = 0] = payload;
  if (first < 128 || first > 191) return undefined;
  const payloadType = second & 0x7f;
  return payloadType >= 64 && payloadType <= 95 ? "rtcp" : "media";
}
