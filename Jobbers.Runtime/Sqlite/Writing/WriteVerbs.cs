namespace Jobbers.Sqlite.Writing;

/// <summary>Every verb that writes, on the writer's session.</summary>
internal sealed class WriteVerbs
{
    public WriteVerbs(WriteSession session)
    {
        Session = session;
        Submit = new SubmitTasks(session);
        Cancel = new CancelTasks(session);
        Resubmit = new ResubmitTasks(session, Submit);
        RemoveDeadLetters = new RemoveDeadLetters(session);
        var candidates = new ClaimCandidates(session);
        Calls = new WorkerCalls(session, new SettleOutcomes(session), new ClaimTasks(session, candidates), candidates);
        Renew = new RenewClaims(session);
        Promote = new PromoteDue(session);
        Rescue = new RescueLapsed(session);
        Prune = new PruneEnded(session);
        Stall = new StallSilent(session);
        Routing = new EditRouting(session);
    }

    public WriteSession Session { get; }

    public SubmitTasks Submit { get; }

    public CancelTasks Cancel { get; }

    public ResubmitTasks Resubmit { get; }

    public RemoveDeadLetters RemoveDeadLetters { get; }

    public WorkerCalls Calls { get; }

    public RenewClaims Renew { get; }

    public PromoteDue Promote { get; }

    public RescueLapsed Rescue { get; }

    public PruneEnded Prune { get; }

    public StallSilent Stall { get; }

    public EditRouting Routing { get; }
}
