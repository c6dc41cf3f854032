package io.orgsh.aws;

/**
 * A service whose SDK module is on the class path.
 *
 * @param prefix its IAM prefix, for example {@code access-analyzer}
 * @param folder its package below {@code software.amazon.awssdk.services}, for example {@code
 *     accessanalyzer}
 * @param client the simple name of its client without {@code Client}, for example {@code
 *     AccessAnalyzer}
 */
record Service(String prefix, String folder, String client) {
  private static final String PACKAGE = "software.amazon.awssdk.services.";

  /** The client's interface. */
  String clientClass() {
    return PACKAGE + folder + "." + client + "Client";
  }

  /** The interface of what builds the client. */
  String builderClass() {
    return clientClass() + "Builder";
  }

  /** The package of requests, replies and structures, with a dot at its end. */
  String modelPackage() {
    return PACKAGE + folder + ".model.";
  }

  /** Where the client's class file lies. */
  String clientFile() {
    return clientClass().replace('.', '/') + ".class";
  }
}
