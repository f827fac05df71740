using Jobbers.Sqlite.Rows;
using Jobbers.Storage;

namespace Jobbers.Sqlite.Writing;

/// <summary>
/// The numbered calls of workers: settle, claim, or both. What a call came to is kept under its number, so that a repeat after a lost reply does
/// nothing twice: verdicts are repeated, claims are read again and renewed, and those that no longer stand are left out.
/// </summary>
internal sealed class WorkerCalls(WriteSession session, SettleOutcomes settle, ClaimTasks claim, ClaimCandidates candidates)
{
    /// <summary>
    /// Numbers of calls that came to nothing. They are not written: an idle worker would flush the disk with every look, and a process that ends
    /// repeats no call.
    /// </summary>
    private readonly Dictionary<string, long> _lastEmpty = new(StringComparer.Ordinal);

    public SettleAndClaimAnswer Execute(WorkerCall call, IReadOnlyList<Outcome> outcomes, ClaimRequest request)
    {
        var worker = session.Workers.Find(call.Worker);
        if (worker is { } known && known.Number == call.Number)
            return Repeat(call.Worker);
        if (outcomes.Count == 0 && _lastEmpty.GetValueOrDefault(call.Worker) == call.Number)
            return new SettleAndClaimAnswer([], ClaimAnswer.Empty);
        var verdicts = settle.Execute(outcomes);
        if (worker is { } newer && newer.Number > call.Number)
            return new SettleAndClaimAnswer(verdicts, ClaimAnswer.Empty);
        var (suspect, token) = HeldSuspect(worker);
        var pass = new ClaimPass(call.Worker, Math.Min(request.Want, ClaimRequest.MaxWant), request.TakesSuspect);
        var claimed = claim.Execute(pass, request);
        if (pass.Suspect is { } taken)
            (suspect, token) = (taken.Id, taken.Token);
        Keep(call, verdicts, claimed, suspect, token);
        return new SettleAndClaimAnswer(verdicts, claimed);
    }

    /// <summary>A worker is gone.</summary>
    public void SignOff(string worker)
    {
        _lastEmpty.Remove(worker);
        session.Workers.Delete(worker);
    }

    private void Keep(WorkerCall call, SettleAnswer[] verdicts, ClaimAnswer claimed, Ulid? suspect, long token)
    {
        if (verdicts.Length == 0 && claimed.Claims.Count == 0)
        {
            _lastEmpty[call.Worker] = call.Number;
            return;
        }

        _lastEmpty.Remove(call.Worker);
        session.Workers.SaveCall(call, session.Now, CallReply.Write(verdicts, claimed), suspect, token);
    }

    /// <summary>
    /// The suspect a worker still holds now that its outcomes are written: not one that was rescued while the worker was away, or the worker's own
    /// end would later be blamed on that.
    /// </summary>
    private (Ulid? Suspect, long Token) HeldSuspect(WorkerState? worker) =>
        worker is { Suspect: { } suspect, SuspectToken: var token } && session.States.Find(suspect)?.IsHeldBy(token) == true ? (suspect, token) : (null, 0);

    private SettleAndClaimAnswer Repeat(string worker)
    {
        var reply = session.Workers.Reply(worker);
        var claims = new List<ClaimedTask>();
        foreach (var (id, token) in CallReply.ReadClaims(reply))
        {
            if (session.States.Find(id) is not { } task || !task.IsHeldBy(token))
                continue;
            session.Moves.Renew(task);
            claims.Add(candidates.Describe(task));
        }

        return new SettleAndClaimAnswer(
            CallReply.ReadVerdicts(reply),
            new ClaimAnswer
            {
                Claims = claims,
                NextAfter = CallReply.ReadNextAfter(reply),
                MoreWaiting = CallReply.ReadMoreWaiting(reply),
            });
    }
}
