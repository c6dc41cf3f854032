package io.orgsh.shell.coverage;

import io.orgsh.engine.Durations;
import io.orgsh.engine.Survey;
import io.orgsh.engine.Survey.Finding;
import io.orgsh.problem.Text;
import io.orgsh.runbook.RunbookName;
import io.orgsh.shell.run.LiveScreen;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.LongSupplier;

/**
 * Says how far the survey of one service is: in a terminal one line that is written over each
 * second, elsewhere a line each half minute. Short surveys say nothing.
 */
final class SurveyProgress implements Survey.Progress {
  private static final int LONG = 200;
  private static final long OFTEN = TimeUnit.SECONDS.toNanos(1);
  private static final long SELDOM = TimeUnit.SECONDS.toNanos(30);

  private final LiveScreen screen;
  private final Text service;
  private final LongSupplier nanos;
  private final AtomicInteger checked = new AtomicInteger();
  private final AtomicInteger unreadable = new AtomicInteger();
  private final AtomicLong next = new AtomicLong();
  private final ReentrantLock saying = new ReentrantLock();
  private volatile int all;
  private volatile long begun;

  /**
   * The progress of one survey.
   *
   * @param number of the service, from 1
   * @param count how many services are surveyed
   * @param nanos the time, from anywhere
   */
  SurveyProgress(LiveScreen screen, RunbookName name, int number, int count, LongSupplier nanos) {
    this.screen = screen;
    this.service = Text.same("[%d/%d] %s").with(number, count, name);
    this.nanos = nanos;
  }

  @Override
  public void checks(int all) {
    this.all = all;
    begun = nanos.getAsLong();
    next.set(begun + pause());
    if (all > LONG) {
      unlessDone(Text.of("%s: %,d checks …", "%s: 確認 %,d件…").with(service, all));
    }
  }

  @Override
  public void checked(Finding finding) {
    int done = checked.incrementAndGet();
    if (finding == Finding.UNREADABLE) {
      unreadable.incrementAndGet();
    }
    if (all <= LONG) {
      return;
    }
    long due = next.get();
    long now = nanos.getAsLong();
    if (done == all) {
      saying(() -> screen.say(line(done, now).in(screen.language())));
    } else if (now - due >= 0 && next.compareAndSet(due, now + pause())) {
      // Who was overtaken by the last one says nothing more.
      saying(() -> unlessDone(line(done, now)));
    }
  }

  private Text line(int done, long now) {
    Duration taken = Duration.ofNanos(now - begun);
    long rate = done * 1000L / Math.max(1, taken.toMillis());
    Text line =
        done == all
            ? Text.of("%s: %,d checks in %s, %,d/s", "%s: 確認 %,d件、所要 %s、毎秒 %,d件")
                .with(service, done, Durations.words(rounded(taken)), rate)
            : Text.of("%s: %,d of %,d checks, %,d/s, %s left", "%s: 確認 %,d/%,d件、毎秒 %,d件、残り %s")
                .with(service, done, all, rate, Durations.words(left(done, taken)));
    return unreadable.get() == 0
        ? line
        : Text.of("%s, %,d without an answer", "%s、読取不可 %,d件").with(line, unreadable.get());
  }

  /** At the rate so far. */
  private Duration left(int done, Duration taken) {
    return rounded(taken.multipliedBy(all - done).dividedBy(Math.max(1, done)));
  }

  private static Duration rounded(Duration duration) {
    return Duration.ofSeconds(Math.max(1, duration.toSeconds()));
  }

  private long pause() {
    return screen.canOverwrite() ? OFTEN : SELDOM;
  }

  private void unlessDone(Text text) {
    String line = text.in(screen.language());
    if (checked.get() == all) {
      return;
    }
    if (screen.canOverwrite()) {
      screen.live(line);
    } else {
      screen.say(line);
    }
  }

  /** One at a time: a line that is written over knows of one writer only. */
  private void saying(Runnable line) {
    saying.lock();
    try {
      line.run();
    } finally {
      saying.unlock();
    }
  }
}
