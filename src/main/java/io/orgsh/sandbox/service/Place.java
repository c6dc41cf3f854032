package io.orgsh.sandbox.service;

/**
 * An account in a region: what most of a service's state belongs to.
 *
 * @param account twelve digits
 * @param region {@code ap-northeast-1}
 */
record Place(String account, String region) {

  /** Where a request was sent. */
  static Place of(ServiceRequest request) {
    return new Place(request.caller().account(), request.region());
  }

  /** The place that a key names. */
  static Place of(String key) {
    int colon = key.indexOf(':');
    return new Place(key.substring(0, colon), key.substring(colon + 1));
  }

  /** This place as the key of a map: account, colon, region. */
  String key() {
    return account + ":" + region;
  }

  /** The ARN of something here. */
  String arn(String service, String resource) {
    return "arn:aws:" + service + ":" + region + ":" + account + ":" + resource;
  }
}
