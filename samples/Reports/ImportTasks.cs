using System.ComponentModel.DataAnnotations;

namespace Reports;

/// <summary>What an import wrote.</summary>
public sealed record ImportResult(int Rows, int Batches);

internal sealed class ImportTasks(IWeatherArchive archive, ImportTable table)
{
    private const int BatchSize = 200;

    /// <summary>Loads one data file into the table, batch by batch. Run twice, or interrupted and run again, it leaves the same rows.</summary>
    /// <param name="fileId">The data file, without its ending.</param>
    [RegisterTask("bulk_import", MaxHeartbeatInterval = 120, MaxRetries = 3, RetryDelay = 5, OnShutdown = ShutdownPolicy.Resubmit,
        ExpectedExceptions = [typeof(Microsoft.Data.Sqlite.SqliteException)],
        FatalExceptions = [typeof(IOException), typeof(InvalidDataException), typeof(SupersededException)])]
    public async Task<ImportResult> BulkImport(
        [RegularExpression("[a-z0-9_-]{1,50}")] string fileId, TaskContext context, CancellationToken cancellationToken)
    {
        await using var connection = await table.OpenAsync(cancellationToken);
        int rows = 0, batches = 0;
        await foreach (var batch in archive.ReadAsync(fileId, cancellationToken).Chunk(BatchSize).WithCancellation(cancellationToken))
        {
            await ImportTable.WriteAsync(connection, fileId, context.FencingToken, batch, cancellationToken);
            rows += batch.Length;
            batches++;
            context.Heartbeat(message: $"{rows} rows written");
        }

        return new ImportResult(rows, batches);
    }
}
