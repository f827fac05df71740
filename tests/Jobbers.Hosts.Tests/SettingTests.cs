using Jobbers.Hosts.Configuration;
using Microsoft.Extensions.Configuration;

namespace Jobbers.Hosts.Tests;

/// <summary>What settings are taken for, and how a bad one is refused.</summary>
public sealed class SettingTests
{
    private const string Unused = "SQL_PATH is not used";

    [Theory]
    [InlineData("")]
    [InlineData("  ")]
    public void Keys_that_are_set_but_blank_do_not_open_the_api(string blank)
    {
        const string refusal = "JOBBERS_API_KEYS is set and holds no entry. Write name:role:sha256;… as 'keys new' makes it; to have no keys, do not set it.";

        Assert.Equal(refusal, Refusal(settings => ListenSettings.Read(settings), ("JOBBERS_API_KEYS", blank)));
        Assert.Equal(refusal, Refusal(settings => ListenSettings.Read(settings), ("Jobbers:ApiKeys", blank)));
        Assert.Equal(refusal, Refusal(settings => ListenSettings.Read(settings), ("JOBBERS_API_KEYS", blank), ("Jobbers:ApiKeys", "a:viewer:0")));
    }

    [Theory]
    [InlineData("")]
    [InlineData("  ")]
    public void A_guard_that_is_set_but_blank_is_not_off(string blank)
    {
        const string refusal = "JOBBERS_REQUIRE_DURABLE is set and blank. Set it to 1 or 0, or do not set it.";

        Assert.Equal(refusal, Refusal(settings => StoreSettings.Read(settings, embedded: false), ("JOBBERS_REQUIRE_DURABLE", blank)));
        Assert.Equal(refusal, Refusal(settings => StoreSettings.Read(settings, embedded: false), ("Jobbers:RequireDurable", blank)));
        Assert.Equal(refusal, Refusal(settings => StoreSettings.Read(settings, embedded: false), ("JOBBERS_REQUIRE_DURABLE", blank), ("Jobbers:RequireDurable", "1")));
        Assert.False(StoreSettings.Read(Reader(), embedded: false).RequiresDurable);
    }

    [Fact]
    public void Keys_that_are_a_list_in_appsettings_are_not_passed_over() =>
        Assert.StartsWith("JOBBERS_API_KEYS is set and holds no entry.", Refusal(settings => ListenSettings.Read(settings), ("Jobbers:ApiKeys:0", "a:viewer:0")), StringComparison.Ordinal);

    [Fact]
    public void Keys_that_are_not_set_are_none() => Assert.Null(ListenSettings.Read(Reader()).ApiKeys);

    [Theory]
    [InlineData("redis:6379,password=s3cret")]
    [InlineData("redis:6379,password=s3cret://")]
    [InlineData("mysql://root:s3cret@db/jobs")]
    [InlineData("s3cret")]
    public void A_store_that_is_none_is_refused_without_what_may_be_a_password(string store)
    {
        var refusal = Refusal(settings => StoreChoice.Read(settings, embedded: false), ("JOBBERS_STORE", store));

        Assert.StartsWith("JOBBERS_STORE ", refusal, StringComparison.Ordinal);
        Assert.Contains("must be sqlite:PATH, redis://HOST:PORT or rediss://HOST:PORT", refusal, StringComparison.Ordinal);
        Assert.DoesNotContain("s3cret", refusal, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("REDIS_URL", "redis://db")]
    [InlineData("JOBBERS_STORE", "redis://db")]
    [InlineData("JOBBERS_STORE", "sqlite:other.db")]
    public void A_file_that_something_else_overrides_is_said_to_be_unused(string name, string value)
    {
        var choice = StoreChoice.Read(Reader((name, value), ("SQL_PATH", "jobs.db")), embedded: false);

        Assert.NotEqual("jobs.db", choice.SqlitePath);
        Assert.StartsWith(Unused, choice.Note, StringComparison.Ordinal);
        Assert.Equal(name, choice.NamedBy);
    }

    [Fact]
    public void A_file_that_is_used_or_not_named_is_not_spoken_of()
    {
        Assert.Null(StoreChoice.Read(Reader(("SQL_PATH", "jobs.db")), embedded: false).Note);
        Assert.Null(StoreChoice.Read(Reader(("REDIS_URL", "redis://db")), embedded: false).Note);
        Assert.Null(StoreChoice.Read(Reader(("JOBBERS_STORE", "redis://db")), embedded: true).Note);
    }

    [Theory]
    [InlineData("")]
    [InlineData("  ")]
    public void A_blank_variable_does_not_hide_what_appsettings_says(string blank)
    {
        var choice = StoreChoice.Read(Reader(("JOBBERS_STORE", blank), ("Jobbers:Store", "redis://db")), embedded: false);

        Assert.Equal("redis://db", choice.RedisUrl);
    }

    [Fact]
    public void A_role_that_can_never_be_defined_is_refused_to_worker_and_scheduler()
    {
        Assert.Equal(
            "SCHEDULER_ROLE is 'a role': it must be 1 to 100 characters of [a-zA-Z0-9_.-], or not be set for all queues.",
            Refusal(settings => SchedulerSettings.Read(settings), ("SCHEDULER_ROLE", "a role")));
        Assert.Equal(
            "WORKER_ROLE is 'a role': it must be 1 to 100 characters of [a-zA-Z0-9_.-].",
            Refusal(settings => WorkerSettings.Read(settings, embedded: false), ("WORKER_ROLE", "a role")));
        Assert.Null(SchedulerSettings.Read(Reader()).Role);
    }

    private static string Refusal(Action<SettingReader> read, params (string Name, string Value)[] values)
    {
        var settings = Reader(values);
        read(settings);
        return Assert.Throws<SettingsException>(settings.ThrowIfBad).Message;
    }

    private static SettingReader Reader(params (string Name, string Value)[] values) => new(
        new ConfigurationBuilder().AddInMemoryCollection(values.Select(value => KeyValuePair.Create(value.Name, (string?)value.Value))).Build(),
        new Dictionary<string, string>(StringComparer.Ordinal));
}
