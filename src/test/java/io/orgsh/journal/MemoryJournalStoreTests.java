package io.orgsh.journal;

/** The store of other tests keeps the contract. */
class MemoryJournalStoreTests extends JournalStoreContract {
  private final MemoryJournalStore store = new MemoryJournalStore();

  @Override
  protected JournalStore store() {
    return store;
  }
}
