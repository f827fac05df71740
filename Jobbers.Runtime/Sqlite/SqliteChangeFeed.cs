using System.Globalization;
using Jobbers.Lifecycle;
using Jobbers.Sqlite.Engine;
using Jobbers.Sqlite.Reading;
using Jobbers.Sqlite.Writing;
using Jobbers.Storage;

namespace Jobbers.Sqlite;

/// <summary>Changes of status, written while a manager listens.</summary>
internal sealed class SqliteChangeFeed(Writer writer, ReaderPool readers) : IChangeFeed
{
    public async ValueTask RenewListenerAsync(CancellationToken cancellationToken) =>
        await writer.RunAsync(
            verbs =>
            {
                verbs.Session.Changes.Listen(verbs.Session.Now + Micros.Of(LeaseTimes.Lease));
                verbs.Session.Touch();
                return true;
            },
            cancellationToken);

    public ValueTask<ChangePage> ReadAsync(string? position, int limit, CancellationToken cancellationToken) =>
        ValueTask.FromResult(readers.Read(session => session.Changes.Read(Parse(position), position is not null, limit)));

    private static long? Parse(string? position) =>
        long.TryParse(position, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null;
}
