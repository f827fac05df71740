using Jobbers.Sqlite.Engine;
using Jobbers.Sqlite.Reading;
using Jobbers.Sqlite.Writing;
using Jobbers.Storage;

namespace Jobbers.Sqlite;

/// <summary>The verbs of schedulers, cleaners and rescuers.</summary>
internal sealed class SqliteUpkeep(Writer writer, ReaderPool readers, StoreClock clock, string path) : IUpkeepStore
{
    private static readonly TimeSpan ToleratedLead = TimeSpan.FromMinutes(1);

    public ValueTask<PromoteAnswer> PromoteAsync(IReadOnlyList<string>? queues, int limit, CancellationToken cancellationToken) =>
        writer.RunAsync(verbs => verbs.Promote.Execute(queues, limit), cancellationToken);

    public ValueTask<IReadOnlyList<RescuedTask>> RescueAsync(int limit, CancellationToken cancellationToken) =>
        writer.RunAsync(verbs => verbs.Rescue.Execute(limit), cancellationToken);

    public ValueTask<PruneAnswer> PruneAsync(PruneRules rules, int limit, CancellationToken cancellationToken) =>
        writer.RunAsync(verbs => verbs.Prune.Execute(rules, limit), cancellationToken);

    public ValueTask<IReadOnlyList<Ulid>> StallSilentAsync(TimeSpan staleTime, int limit, CancellationToken cancellationToken) =>
        writer.RunAsync(verbs => verbs.Stall.Execute(staleTime, limit), cancellationToken);

    public ValueTask<IReadOnlyList<Ulid>> FindWaitingAsync(
        DateTimeOffset? after, DateTimeOffset? before, int limit, CancellationToken cancellationToken) =>
        ValueTask.FromResult(readers.Read(session => session.Submitted.Find(after, before, limit)));

    public ValueTask<DateTimeOffset> GetTimeAsync(CancellationToken cancellationToken) =>
        ValueTask.FromResult(readers.Read(session => Micros.ToTime(session.Now)));

    public ValueTask<DateTimeOffset> ProveWritableAsync(CancellationToken cancellationToken) =>
        // Its time is told by a commit: that is refused by a full disk, and need not be on it to be believed.
        writer.RunAsync(
            verbs =>
            {
                verbs.Session.Touch();
                return Micros.ToTime(verbs.Session.Now);
            },
            cancellationToken,
            FlushTime.AfterAnswer);

    public ValueTask<StoreHealth> CheckAsync(CancellationToken cancellationToken) =>
        ValueTask.FromResult(readers.Read(session =>
        {
            var lead = clock.AheadOfWall(session.StoredNow);
            string[] warnings = lead > ToleratedLead
                ? [$"The clock of '{path}' is {lead.TotalMinutes:0.#} min ahead of this machine's: it goes at half speed until they meet. Correct the machine's clock."]
                : [];
            return new StoreHealth(Micros.ToTime(session.Now), [], warnings);
        }));
}
