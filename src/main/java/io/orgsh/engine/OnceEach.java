package io.orgsh.engine;

import io.orgsh.aws.AwsCalls;
import io.orgsh.aws.Call;
import io.orgsh.aws.Credentials;
import io.orgsh.aws.Reply;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;

/** Sends each read once and gives its answer to all who ask the same; for a single look alone. */
final class OnceEach implements AwsCalls {
  private final AwsCalls aws;
  private final Map<Asked, CompletableFuture<Reply>> replies = new ConcurrentHashMap<>();

  OnceEach(AwsCalls aws) {
    this.aws = aws;
  }

  private record Asked(Call call, Credentials credentials) {}

  @Override
  public Reply call(Call call, Credentials credentials) {
    if (call.safety() != Call.Safety.READ) {
      return aws.call(call, credentials);
    }
    var mine = new CompletableFuture<Reply>();
    CompletableFuture<Reply> first = replies.putIfAbsent(new Asked(call, credentials), mine);
    if (first != null) {
      return first.join();
    }
    try {
      mine.complete(aws.call(call, credentials));
    } catch (RuntimeException | Error fault) {
      mine.completeExceptionally(fault);
      throw fault;
    }
    return mine.join();
  }
}
