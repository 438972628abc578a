/** What is read from and written into session descriptions. Nothing trickles: all candidates travel with one. */

/** The candidates of the next local description; to be called before it is set, or they are missed. */
export function nextCandidates(pc: RTCPeerConnection): Promise<RTCIceCandidateInit[]> {
  const candidates: RTCIceCandidateInit[] = [];
  return new Promise((resolve) => {
    pc.onicecandidate = ({ candidate }) => {
      if (candidate === null) resolve(candidates);
      else if (candidate.candidate !== "") candidates.push(candidate.toJSON());
    };
  });
}

/** 50 packets a second, also in silence. */
export function twentyMillisWithoutDtx(sdp: string): string {
  return sdp
    .replace(/minptime=\d+/g, "minptime=20;usedtx=0")
    .replace(/(a=mid:.*\r\n)/, "$1a=ptime:20\r\na=maxptime:20\r\n");
}

/** How connect-rtc-js tells Connect's older media server from its media cluster. */
export function isMediaServerAnswer(sdp: string): boolean {
  return sdp.includes("AmazonConnect") && sdp.includes("silenceSupp");
}

/** With it Chromium probes for bandwidth under loss, and `packetsSent` counts padding besides audio. */
export function withoutTransportFeedback(sdp: string): string {
  return sdp.replace(/^a=(rtcp-fb:\d+ transport-cc|extmap:\d+ \S*transport-wide-cc\S*)\r\n/gm, "");
}
