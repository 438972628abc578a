package io.linecheck.server.http;

import io.javalin.http.Context;
import io.javalin.router.JavalinDefaultRoutingApi;
import io.linecheck.server.ipdata.IpData;
import io.linecheck.server.ipdata.IpDataFile;
import java.util.List;

/** Where operators and countries of addresses come from. */
final class IpDataRoutes implements Routes {
  private final IpData ipData;

  IpDataRoutes(IpData ipData) {
    this.ipData = ipData;
  }

  @Override
  public void addTo(JavalinDefaultRoutingApi routes) {
    routes.get(ApiRoutes.BASE + "/ip-data", this::sources, Access.SIGNED_IN);
  }

  /** The files and what their publishers ask to be said. */
  record Sources(List<IpDataFile> files, List<String> credits) {}

  private void sources(Context ctx) {
    ApiRoutes.answer(ctx, new Sources(ipData.files(), ipData.credits()));
  }
}
