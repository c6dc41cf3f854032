import io.orgsh.aws.Call;
import io.orgsh.aws.Credentials;
import io.orgsh.aws.OperationName;
import io.orgsh.aws.Region;
import io.orgsh.aws.Reply;
import io.orgsh.aws.SdkAwsCalls;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;
import tools.jackson.databind.node.JsonNodeFactory;

/**
 * orgsh's own calls, so many of one operation in one account and region, as AWS limits them; says
 * how long they took in seconds and how many were not answered.
 */
final class Limited {
  private Limited() {}

  /** ENDPOINT CALLS CONCURRENCY. */
  public static void main(String[] arguments) throws Exception {
    int calls = Integer.parseInt(arguments[1]);
    var room = new Semaphore(Integer.parseInt(arguments[2]));
    Credentials caller =
        Credentials.ofUser(
            System.getenv("AWS_ACCESS_KEY_ID"), System.getenv("AWS_SECRET_ACCESS_KEY"));
    var call =
        new Call(
            OperationName.parse("config:DescribeConfigurationRecorders"),
            JsonNodeFactory.instance.objectNode(),
            new Region("ap-northeast-1"),
            Call.Safety.READ);
    try (SdkAwsCalls aws = SdkAwsCalls.to(URI.create(arguments[0]));
        var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      long start = System.nanoTime();
      List<Future<Reply>> replies = new ArrayList<>();
      for (int i = 0; i < calls; i++) {
        room.acquire();
        replies.add(
            threads.submit(
                () -> {
                  try {
                    return aws.call(call, caller);
                  } finally {
                    room.release();
                  }
                }));
      }
      int unanswered = 0;
      for (Future<Reply> reply : replies) {
        unanswered += reply.get() instanceof Reply.Ok ? 0 : 1;
      }
      System.out.printf("%.3f %d%n", (System.nanoTime() - start) / 1e9, unanswered);
    }
  }
}
