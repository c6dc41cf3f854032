package io.orgsh.sandbox.service;

/** ARNs of AWS Organizations. */
final class Arns {
  private Arns() {}

  static String organization(OrganizationState state) {
    return prefix(state) + "organization/" + state.id;
  }

  static String account(OrganizationState state, String account) {
    return prefix(state) + "account/" + state.id + "/" + account;
  }

  static String root(OrganizationState state) {
    return prefix(state) + "root/" + state.id + "/" + state.root;
  }

  static String unit(OrganizationState state, String unit) {
    return prefix(state) + "ou/" + state.id + "/" + unit;
  }

  private static String prefix(OrganizationState state) {
    return "arn:aws:organizations::" + state.management + ":";
  }
}
