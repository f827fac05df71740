namespace Jobbers.Hosts.Configuration;

/// <summary>Which store a process uses: exactly one of the two.</summary>
/// <param name="SqlitePath">The file.</param>
/// <param name="RedisUrl">The address.</param>
/// <param name="NamedBy">What the user wrote that in.</param>
/// <param name="Note">Something the user should know of this choice, as that SQL_PATH is unused.</param>
internal sealed record StoreChoice(string? SqlitePath, string? RedisUrl, string NamedBy, string? Note = null)
{
    private const string DefaultFile = "jobbers.db";

    /// <summary>
    /// <c>JOBBERS_STORE</c> when set; else Redis when <c>REDIS_URL</c> is set (never for <paramref name="embedded"/>, which joins no shared store
    /// unless told by <c>JOBBERS_STORE</c>); else the SQLite file.
    /// </summary>
    public static StoreChoice Read(SettingReader settings, bool embedded)
    {
        var redis = settings.Text(Setting.RedisUrl);
        var sql = settings.Text(Setting.SqlPath);
        if (settings.Text(Setting.Store) is { } store)
            return Parse(settings, store).Before(sql);
        if (redis is null)
            return new StoreChoice(sql ?? DefaultFile, null, Setting.SqlPath.Variable);
        return embedded
            ? new StoreChoice(sql ?? DefaultFile, null, Setting.SqlPath.Variable, "REDIS_URL is set but dev keeps to its own file; to use Redis say --store with the address.")
            : new StoreChoice(null, redis, Setting.RedisUrl.Variable).Before(sql);
    }

    /// <summary>With a note when SQL_PATH names a file too, which this choice goes before.</summary>
    private StoreChoice Before(string? sql) => sql is null ? this : this with
    {
        Note = RedisUrl is null
            ? $"SQL_PATH is not used: {NamedBy} names the file."
            : "SQL_PATH is not used: with Redis, queues and roles live there too.",
    };

    private static StoreChoice Parse(SettingReader settings, string store)
    {
        const string forms = "must be sqlite:PATH, redis://HOST:PORT or rediss://HOST:PORT";
        if (store.StartsWith("redis://", StringComparison.OrdinalIgnoreCase) || store.StartsWith("rediss://", StringComparison.OrdinalIgnoreCase))
            return new StoreChoice(null, store, settings.Name(Setting.Store));
        if (store.StartsWith("sqlite", StringComparison.OrdinalIgnoreCase))
            return new StoreChoice(store, null, settings.Name(Setting.Store));
        // An address may hold a password: at most its scheme is repeated.
        if (store.Split("://") is [var scheme, _, ..] && Uri.CheckSchemeName(scheme))
            settings.Refuse(Setting.Store, $"{scheme}://…", forms);
        else
            settings.RefuseUnseen(Setting.Store, forms);
        return new StoreChoice(DefaultFile, null, settings.Name(Setting.Store));
    }
}
