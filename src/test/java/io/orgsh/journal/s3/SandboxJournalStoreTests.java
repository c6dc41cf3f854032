package io.orgsh.journal.s3;

import io.orgsh.journal.JournalStore;
import io.orgsh.journal.JournalStoreContract;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** The bucket of journals keeps the contract on the sandbox's S3. */
class SandboxJournalStoreTests extends JournalStoreContract {
  @TempDir Path folder;
  private SandboxBucket bucket;

  @BeforeEach
  void open() {
    bucket = new SandboxBucket(folder);
  }

  @AfterEach
  void close() throws Exception {
    bucket.close();
  }

  @Override
  protected JournalStore store() {
    return new S3JournalStore(
        bucket.aws(),
        SandboxBucket.PLACE,
        SandboxBucket.TOKYO,
        () -> bucket.of("management"),
        Heartbeat.inThreads());
  }
}
