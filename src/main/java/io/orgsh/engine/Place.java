package io.orgsh.engine;

import io.orgsh.engine.Itinerary.Stop;
import io.orgsh.org.Account;
import io.orgsh.org.AccountRole;
import io.orgsh.org.Session;
import io.orgsh.problem.Where;
import io.orgsh.runbook.Target;
import tools.jackson.databind.node.ObjectNode;

/** Where a target's turn takes place, and with what. */
record Place(
    Stop stop,
    Target target,
    Account account,
    AccountRole role,
    Session session,
    ObjectNode scope,
    Where where,
    Gate gate) {}
