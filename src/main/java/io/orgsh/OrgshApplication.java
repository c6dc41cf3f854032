package io.orgsh;

/** Starts orgsh. */
public final class OrgshApplication {
  private OrgshApplication() {}

  /**
   * The program's entry.
   *
   * @param arguments as on the command line
   */
  public static void main(String[] arguments) {}
}
