package io.orgsh.sandbox;

import io.orgsh.sandbox.service.AwsError;
import io.orgsh.sandbox.service.Caller;
import io.orgsh.sandbox.service.KeyState;
import io.orgsh.sandbox.wire.Authorization;
import io.orgsh.sandbox.wire.Family;
import io.orgsh.sandbox.wire.Fault;
import io.orgsh.sandbox.wire.HttpRequest;
import io.orgsh.sandbox.wire.Signature;
import java.util.Optional;

/** Finds out who signed a request, as AWS does before any service sees it. */
final class Gate {
  private final StoredWorld world;
  private final Signature signature = new Signature();

  Gate(StoredWorld world) {
    this.world = world;
  }

  /** The parts of a signature that decide which service answers; empty when there are none. */
  static Optional<Authorization> authorization(HttpRequest request) {
    return Authorization.of(request.header("authorization"));
  }

  /** Whoever signed. */
  Caller admit(HttpRequest request, Authorization authorization, Family family) throws AwsError {
    KeyState keys = world.keys();
    KeyState.Key user = keys.users.get(authorization.key());
    if (user != null) {
      verify(request, authorization, user.secret, family);
      return active(new Caller(user.account, user.arn, user.userId, ""), family);
    }
    KeyState.Session session = keys.sessions.get(authorization.key());
    if (session == null) {
      throw Fault.UNKNOWN_KEY.in(family);
    }
    if (!request.header("x-amz-security-token").equals(session.token)) {
      throw Fault.WRONG_TOKEN.in(family);
    }
    verify(request, authorization, session.secret, family);
    if (!world.wall().isBefore(session.ends)) {
      throw Fault.EXPIRED.in(family);
    }
    return active(new Caller(session.account, session.arn, session.userId, session.role), family);
  }

  private void verify(
      HttpRequest request, Authorization authorization, String secret, Family family)
      throws AwsError {
    switch (signature.judge(request, authorization, secret, world.wall())) {
      case GOOD -> {}
      case WRONG -> throw Fault.WRONG_SIGNATURE.in(family);
      case STALE -> throw Fault.STALE.in(family);
      case OTHER_BODY -> throw Fault.OTHER_BODY.in(family);
      case INCOMPLETE -> throw Fault.INCOMPLETE.in(family);
    }
  }

  private Caller active(Caller caller, Family family) throws AwsError {
    if (!world.organization().isActive(caller.account())) {
      throw Fault.SUSPENDED.in(family);
    }
    return caller;
  }
}
