using Microsoft.Data.Sqlite;

namespace Jobbers.Sqlite.Tests;

/// <summary>Reads the tables and says what contradicts itself. Each rule is a query that must find nothing.</summary>
internal static class Violations
{
    private static readonly (string Sentence, string Query)[] Rules =
    [
        ("a state without its task", "SELECT hex(id) FROM states WHERE seq NOT IN (SELECT seq FROM tasks)"),
        ("a task without its state", "SELECT seq FROM tasks WHERE seq NOT IN (SELECT seq FROM states)"),
        ("a shelf that is none", "SELECT hex(id) FROM states WHERE shelf NOT IN (1, 2, 3, 6, 8, 9, 10, 12, 14, 15, 16)"),
        ("a dead letter that neither failed nor stalled", "SELECT hex(id) FROM states WHERE shelf & 1 AND shelf NOT IN (1, 3, 9, 15)"),
        ("a count that is not the size",
            """
            SELECT queue, shelf, n, size FROM
              (SELECT queue, shelf, sum(n) n, sum(size) size FROM
                (SELECT queue, shelf, n, 0 size FROM counts WHERE shelf >= 0
                 UNION ALL SELECT queue, shelf, 0, count(*) FROM states GROUP BY queue, shelf)
               GROUP BY queue, shelf)
            WHERE n <> size
            """),
        ("a sum of starts that is not their sum",
            """
            SELECT queue, sum(n), sum(size) FROM
              (SELECT queue, n, 0 size FROM counts WHERE shelf = -1 UNION ALL SELECT queue, 0, n FROM rate_starts)
            GROUP BY queue HAVING sum(n) <> sum(size)
            """),
        ("a count of a queue that is gone and has no tasks",
            "SELECT queue FROM counts WHERE queue NOT IN (SELECT name FROM queues) GROUP BY queue HAVING sum(n) = 0"),
        ("a living task in no queue", "SELECT hex(id) FROM states WHERE shelf IN (1, 2, 3, 10) AND queue NOT IN (SELECT name FROM queues)"),
        ("a waiting task out of its place", "SELECT hex(id) FROM states WHERE shelf IN (2, 3) AND score <> place"),
        ("a suspect among the others, or another among the suspects",
            "SELECT hex(id) FROM states WHERE shelf IN (2, 3) AND (shelf = 3) <> (crash_count >= 2)"),
        ("a scheduled task without its due time", "SELECT hex(id) FROM states WHERE shelf = 10 AND score <> run_at"),
        ("a running task without worker, token or start",
            "SELECT hex(id) FROM states WHERE shelf = 1 AND (worker IS NULL OR token = 0 OR started_at IS NULL OR settled IS NOT NULL)"),
        ("a running task without a lease", "SELECT hex(id) FROM states WHERE shelf = 1 AND score < started_at + 15000000"),
        ("a unique key without a living holder",
            """
            SELECT u.key FROM unique_keys u LEFT JOIN states s ON s.id = u.id LEFT JOIN tasks t ON t.seq = s.seq
            WHERE s.id IS NULL OR s.shelf NOT IN (1, 2, 3, 10) OR t.unique_key IS NOT u.key
            """),
        ("a living task without its unique key",
            """
            SELECT hex(s.id) FROM states s JOIN tasks t ON t.seq = s.seq
            WHERE t.unique_key IS NOT NULL AND s.shelf IN (1, 2, 3, 10) AND NOT EXISTS
              (SELECT 1 FROM unique_keys u WHERE u.key = t.unique_key AND u.id = s.id)
            """),
        ("an idempotency key without its task",
            """
            SELECT k.key FROM idempotency_keys k LEFT JOIN states s ON s.id = k.id LEFT JOIN tasks t ON t.seq = s.seq
            WHERE s.id IS NULL OR t.idempotency_key IS NOT k.key OR t.name IS NOT k.name
            """),
        ("flags that do not tell the task",
            """
            SELECT hex(s.id) FROM states s JOIN tasks t ON t.seq = s.seq
            WHERE (s.flags & 1 <> 0) <> (t.unique_key IS NOT NULL) OR (s.flags & 8 <> 0) <> (t.idempotency_key IS NOT NULL)
              OR (s.flags & 4 <> 0) <> (t.beat_interval IS NOT NULL)
            """),
        ("a report without its task", "SELECT seq FROM reports WHERE seq NOT IN (SELECT seq FROM tasks)"),
        ("a history without its task", "SELECT DISTINCT seq FROM history WHERE seq NOT IN (SELECT seq FROM tasks)"),
        ("more attempts kept than 50", "SELECT seq FROM history GROUP BY seq HAVING count(*) > 50"),
        ("an attempt that the state does not count",
            "SELECT h.seq FROM history h JOIN states s ON s.seq = h.seq GROUP BY h.seq HAVING max(h.number) > max(s.attempts)"),
        ("a time ahead of the store's clock",
            "SELECT hex(id) FROM states, store WHERE submitted_at > now OR started_at > now OR beat_at > now OR (score > now AND shelf IN (6, 8, 9, 12, 14, 15, 16))"),
        ("a sequence behind its tasks", "SELECT max(seq) FROM tasks, store HAVING max(seq) > max(sequence)"),
        ("a feed longer than 1,000", "SELECT count(*) FROM changes HAVING count(*) > 1000"),
        ("a damaged page", "SELECT * FROM pragma_integrity_check WHERE integrity_check <> 'ok'"),
    ];

    public static IReadOnlyList<string> Find(string path)
    {
        using var connection = new SqliteConnection($"Data Source={path};Pooling=False");
        connection.Open();
        return [.. Rules.SelectMany(rule => Rows(connection, rule.Query).Select(row => $"{rule.Sentence}: {row}"))];
    }

    private static List<string> Rows(SqliteConnection connection, string query)
    {
        using var command = connection.CreateCommand();
        command.CommandText = query;
        using var reader = command.ExecuteReader();
        var rows = new List<string>();
        while (reader.Read())
            rows.Add(string.Join(", ", Enumerable.Range(0, reader.FieldCount).Select(reader.GetValue)));
        return rows;
    }
}
