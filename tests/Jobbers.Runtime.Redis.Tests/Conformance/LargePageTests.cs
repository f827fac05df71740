using Jobbers.Redis.Tests.Server;
using Jobbers.Storage;
using StackExchange.Redis;

namespace Jobbers.Redis.Tests.Conformance;

/// <summary>Earlier versions had pages of up to 128 ids. They stay until their tasks go, and are cut where an id comes between theirs.</summary>
public sealed class LargePageTests(SharedRedis server)
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(65)]
    [InlineData(101)]
    [InlineData(128)]
    public async Task An_id_between_those_of_a_page_that_is_too_large_is_taken(int size)
    {
        await using var harness = await RedisHarness.OpenRawAsync(server);
        await harness.Store.Routing.EnsureQueuesAsync(["default"], Ct);
        var ids = Enumerable.Range(0, size + 1).Select(number => Ulid.NewUlid(DateTimeOffset.UnixEpoch.AddYears(50).AddSeconds(number), new byte[10])).ToList();
        var between = ids[size / 3];
        ids.Remove(between);
        await SubmitAsync(harness, [.. ids]);
        await PutIntoOnePageAsync(harness, ids);

        await SubmitAsync(harness, between);

        Assert.Empty(await harness.FindViolationsAsync());
        var page = await harness.Store.Queries.ListAsync(new ListQuery { Limit = 1000 }, Ct);
        Assert.Equal([.. ids, between], page.Tasks.Select(task => task.Id).ToHashSet());
    }

    private static async Task SubmitAsync(RedisHarness harness, params Ulid[] ids)
    {
        var answers = await harness.Store.Submission.SubmitAsync([.. ids.Select(id => NewTasks.One() with { Id = id, IdIsOwn = true })], Ct);
        Assert.All(answers, answer => Assert.Equal(SubmitKind.Accepted, answer.Kind));
    }

    private static async Task PutIntoOnePageAsync(RedisHarness harness, IReadOnlyList<Ulid> ids)
    {
        foreach (var page in await harness.Raw.SortedSetRangeByRankAsync(RedisKeys.Ids))
            await harness.Raw.KeyDeleteAsync(RedisKeys.Tag + "ids:" + page);
        await harness.Raw.KeyDeleteAsync(RedisKeys.Ids);
        await harness.Raw.SortedSetAddAsync(RedisKeys.Ids, "0", 0);
        await harness.Raw.HashSetAsync(RedisKeys.Tag + "ids:0", [.. ids.Select(id => new HashEntry(id.ToString(), ""))]);
        await harness.Raw.StringSetAsync(RedisKeys.Tag + "newest_ids", "0");
        await harness.Raw.StringSetAsync(RedisKeys.Tag + "newest_from", 0);
    }
}
