package io.orgsh.journal.s3;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.orgsh.aws.Credentials;
import io.orgsh.aws.Region;
import io.orgsh.aws.SdkAwsCalls;
import io.orgsh.journal.JournalStore;
import io.orgsh.journal.JournalStoreContract;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.TestInfo;
import org.junit.jupiter.api.io.TempDir;

/** The bucket of journals keeps the contract on an S3 that others wrote. */
class S3MockJournalStoreTests extends JournalStoreContract {
  @TempDir static Path folder;
  private static S3Mock mock;
  private static SdkAwsCalls aws;
  private S3Place place;

  @BeforeAll
  static void start() throws Exception {
    assumeTrue(
        Files.exists(S3Mock.JAR),
        () -> S3Mock.JAR + " is not there: Maven copies it before it runs tests");
    mock = S3Mock.start(folder.resolve("store"));
    aws = SdkAwsCalls.to(mock.endpoint());
  }

  @AfterAll
  static void stop() {
    if (aws != null) {
      aws.close();
      mock.close();
    }
  }

  @BeforeEach
  void place(TestInfo test) {
    place = new S3Place(S3Mock.BUCKET, test.getTestMethod().orElseThrow().getName());
  }

  @Override
  protected JournalStore store() {
    return new S3JournalStore(
        aws,
        place,
        new Region("us-east-1"),
        () -> Credentials.ofUser("anybody", "anything"),
        Heartbeat.inThreads());
  }

  /**
   * S3 decides between writers of a key; S3Mock looks whether the key is there and then writes, so
   * that of eight at once two or three may win. {@code -Ds3mock.race=true} shows it.
   */
  @Override
  protected boolean decidesBetweenWriters() {
    return Boolean.getBoolean("s3mock.race");
  }
}
