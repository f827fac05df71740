using StackExchange.Redis;

namespace Jobbers.Redis.Tests.Violations;

/// <summary>Every key of a database under the tag, by its type.</summary>
public sealed class RawContent
{
    public Dictionary<string, Dictionary<string, string>> Hashes { get; } = [];

    public Dictionary<string, Dictionary<string, double>> SortedSets { get; } = [];

    public Dictionary<string, string> Strings { get; } = [];

    public HashSet<string> Streams { get; } = [];

    /// <summary>Keys that Redis removes by itself.</summary>
    public HashSet<string> Expiring { get; } = [];

    public List<string> Foreign { get; } = [];

    public static async Task<RawContent> ReadAsync(IServer server, IDatabase database)
    {
        var content = new RawContent();
        await foreach (var key in server.KeysAsync(database.Database, pageSize: 1000))
            await content.AddAsync(database, (string)key!);
        return content;
    }

    private async Task AddAsync(IDatabase database, string key)
    {
        if (!key.StartsWith(RedisKeys.Tag, StringComparison.Ordinal))
        {
            Foreign.Add(key);
            return;
        }

        var name = key[RedisKeys.Tag.Length..];
        if (await database.KeyTimeToLiveAsync(key) is not null)
            Expiring.Add(name);
        switch (await database.KeyTypeAsync(key))
        {
            case RedisType.Hash:
                Hashes[name] = (await database.HashGetAllAsync(key)).ToDictionary(e => (string)e.Name!, e => (string)e.Value!);
                break;
            case RedisType.SortedSet:
                SortedSets[name] = (await database.SortedSetRangeByRankWithScoresAsync(key)).ToDictionary(e => (string)e.Element!, e => e.Score);
                break;
            case RedisType.String:
                Strings[name] = (string)(await database.StringGetAsync(key))!;
                break;
            case RedisType.Stream:
                Streams.Add(name);
                break;
        }
    }
}
