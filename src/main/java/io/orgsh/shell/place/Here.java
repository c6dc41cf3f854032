package io.orgsh.shell.place;

import io.orgsh.aws.Region;
import io.orgsh.org.Session;
import io.orgsh.shell.Workplace;

/**
 * Where the operator is.
 *
 * @param session whose credentials are in use
 * @param place what the account is called
 * @param home the region of steps that name none
 */
public record Here(Session session, String place, Region home) {

  static Here of(Workplace workplace, Session session) {
    return new Here(
        session,
        workplace.whereabouts().place().orElse(session.identity().account().value()),
        workplace.home());
  }
}
