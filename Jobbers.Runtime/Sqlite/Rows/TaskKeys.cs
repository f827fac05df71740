using Jobbers.Sqlite.Engine;

namespace Jobbers.Sqlite.Rows;

/// <summary>The holders of unique keys and of idempotency keys.</summary>
internal sealed class TaskKeys(Database database)
{
    private readonly Statement _findUnique = database.Prepare("SELECT id FROM unique_keys WHERE key = ?1");
    private readonly Statement _holdUnique = database.Prepare("INSERT INTO unique_keys (key, id) VALUES (?1, ?2) ON CONFLICT DO UPDATE SET id = excluded.id");
    private readonly Statement _releaseUnique = database.Prepare("DELETE FROM unique_keys WHERE key = ?1 AND id = ?2");
    private readonly Statement _findIdempotency = database.Prepare("SELECT id FROM idempotency_keys WHERE name = ?1 AND key = ?2");

    private readonly Statement _holdIdempotency = database.Prepare(
        "INSERT INTO idempotency_keys (name, key, id) VALUES (?1, ?2, ?3) ON CONFLICT DO UPDATE SET id = excluded.id");

    private readonly Statement _releaseIdempotency = database.Prepare("DELETE FROM idempotency_keys WHERE name = ?1 AND key = ?2 AND id = ?3");

    public Ulid? HolderOfUnique(string key)
    {
        _findUnique.Bind(1, key);
        return _findUnique.Step() ? _findUnique.Id(0) : null;
    }

    public void HoldUnique(string key, Ulid id) => _holdUnique.Bind(1, key).Bind(2, id).Run();

    /// <summary>Releases the key if it still names the task.</summary>
    public void ReleaseUnique(string key, Ulid id) => _releaseUnique.Bind(1, key).Bind(2, id).Run();

    public Ulid? HolderOfIdempotency(string name, string key)
    {
        _findIdempotency.Bind(1, name).Bind(2, key);
        return _findIdempotency.Step() ? _findIdempotency.Id(0) : null;
    }

    public void HoldIdempotency(string name, string key, Ulid id) => _holdIdempotency.Bind(1, name).Bind(2, key).Bind(3, id).Run();

    /// <summary>Releases the key if it still names the task.</summary>
    public void ReleaseIdempotency(string name, string key, Ulid id) => _releaseIdempotency.Bind(1, name).Bind(2, key).Bind(3, id).Run();
}
