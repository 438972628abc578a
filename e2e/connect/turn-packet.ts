/** What a datagram between a TURN client and its relay carries (RFC 8656), as far as impairing it needs. */
export type TurnPacket = "control" | "media" | Report | "other-data";

/** RTCP, by its first packet: of what was sent, of what has come, or of anything else. */
export type Report = "sender-report" | "receiver-report" | "other-report";

const SEND_INDICATION = 0x0016;
const DATA_INDICATION = 0x0017;
const DATA_ATTRIBUTE = 0x0013;
/** RFC 3550 §12.1. */
const SENDER_REPORT = 200;
const RECEIVER_REPORT = 201;
const STUN_HEADER_BYTES = 20;
const CHANNEL_HEADER_BYTES = 4;

/**
 * `control` is the TURN dialogue itself, `media` is RTP to or from the peer, a report speaks of it, and
 * `other-data` is the rest of what passes between the peers (connectivity checks, DTLS).
 */
export function classify(datagram: Buffer): TurnPacket {
  const payload = relayed(datagram);
  if (payload === undefined) return "control";
  return rtpOrRtcp(payload) ?? "other-data";
}

function relayed(datagram: Buffer): Buffer | undefined {
  const message = channelData(datagram);
  if (message) return message.data;
  if (datagram.length < STUN_HEADER_BYTES) return undefined;
  const type = datagram.readUInt16BE(0);
  if (type === SEND_INDICATION || type === DATA_INDICATION) return dataAttribute(datagram);
  return undefined;
}

export interface ChannelData {
  readonly channel: number;
  readonly data: Buffer;
}

/** RFC 8656 §12.4: the short form, for a peer that is bound to a number. Padding may follow. */
export function channelData(datagram: Buffer): ChannelData | undefined {
  if (datagram.length < CHANNEL_HEADER_BYTES) return undefined;
  const channel = datagram.readUInt16BE(0);
  if (channel < 0x4000 || channel > 0x4fff) return undefined;
  const endsAt = CHANNEL_HEADER_BYTES + datagram.readUInt16BE(2);
  return { channel, data: datagram.subarray(CHANNEL_HEADER_BYTES, endsAt) };
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

/** RTP and RTCP share a port; RFC 5761 §4 tells them apart by the payload type, which SRTCP leaves readable. */
function rtpOrRtcp(payload: Buffer): "media" | Report | undefined {
  const [first = 0, second = 0] = payload;
  if (first < 128 || first > 191) return undefined;
  const payloadType = second & 0x7f;
  if (payloadType < 64 || payloadType > 95) return "media";
  if (second === SENDER_REPORT) return "sender-report";
  return second === RECEIVER_REPORT ? "receiver-report" : "other-report";
}
