using StackExchange.Redis;

namespace Jobbers.Redis.Scripting;

/// <summary>One verb: its name, and the name its function has on the server.</summary>
internal sealed class StoreScript(string name, string version)
{
    public string Name { get; } = name;

    public RedisValue Function { get; } = $"jobbers_{name}_{version}";
}
