package io.orgsh.engine;

import io.orgsh.aws.AccountId;
import io.orgsh.org.Access;
import io.orgsh.org.Session;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.ReentrantLock;

/**
 * The sessions of the accounts in which targets run at the same time: each account is entered once,
 * and anew before its credentials end. Whose they are is asked again right before each write.
 */
final class Sessions {
  private static final Duration MARGIN = Duration.ofMinutes(5);

  private final Access access;
  private final InstantSource clock;
  private final Map<AccountId, Session> sessions = new ConcurrentHashMap<>();
  private final Map<AccountId, ReentrantLock> locks = new ConcurrentHashMap<>();

  Sessions(Access access, InstantSource clock) {
    this.access = access;
    this.clock = clock;
  }

  Access.Entry of(AccountId account) {
    Session held = sessions.get(account);
    if (held != null && lasts(held)) {
      return new Access.Entry.Entered(held);
    }
    ReentrantLock lock = locks.computeIfAbsent(account, _ -> new ReentrantLock());
    lock.lock();
    try {
      Session made = sessions.get(account);
      if (made != null && lasts(made)) {
        return new Access.Entry.Entered(made);
      }
      Access.Entry entry = access.read(account);
      if (entry instanceof Access.Entry.Entered(var session)) {
        sessions.put(account, session);
      }
      return entry;
    } finally {
      lock.unlock();
    }
  }

  private boolean lasts(Session session) {
    return session.credentials().expires().minus(MARGIN).isAfter(clock.instant());
  }
}
