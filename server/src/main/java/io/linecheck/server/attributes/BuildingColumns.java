package io.linecheck.server.attributes;

/**
 * Where things stand in a building file of the Call Quality Dashboard, as Microsoft documents it
 * under "Upload tenant and building data": what is not named here, such as the owner and the postal
 * code, has no place in Linecheck.
 */
final class BuildingColumns {
  static final int NETWORK = 0;
  static final int NETWORK_NAME = 1;
  static final int PREFIX_LENGTH = 2;
  static final int BUILDING = 3;
  static final int CITY = 7;
  static final int VPN = 14;
  static final int COUNT = 15;

  private BuildingColumns() {}
}
