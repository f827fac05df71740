using Jobbers.Lifecycle;
using Jobbers.Storage;

namespace Storage.Conformance.Model.Steps;

/// <summary>An outcome of a sequence: of one of the claims its worker holds, or, to be late or repeated, of one it no longer holds.</summary>
internal sealed record OutcomeDraft(int Pick, bool IsLate, OutcomeKind Kind, int? DelaySeconds)
{
    public Outcome? ToOutcome(ModelRun run, ModelWorker worker)
    {
        var claims = worker.Received.Where(claim => run.Model.Stands(claim.Key) != IsLate).ToList();
        if (claims.Count == 0)
            return null;
        var claim = claims[Pick % claims.Count];
        return new Outcome
        {
            Claim = claim.Key,
            Kind = Kind,
            StartedAt = claim.StartedAt,
            Delay = Delay,
            Result = Kind == OutcomeKind.Completed ? NewTask.Json("1") : (ReadOnlyMemory<byte>?)null,
            Failure = Kind is OutcomeKind.Failed or OutcomeKind.Retry ? Outcomes.Failure : null,
        };
    }

    public override string ToString() =>
        $"{(IsLate ? "former" : "held")} claim {Pick} as {Kind}{(Delay is { } delay ? $" after {delay.TotalSeconds} s" : "")}";

    private TimeSpan? Delay => Kind switch
    {
        OutcomeKind.Deferred => LeaseTimes.UnknownTaskDelay,
        OutcomeKind.Retry when DelaySeconds is { } seconds => TimeSpan.FromSeconds(seconds),
        _ => null,
    };
}
