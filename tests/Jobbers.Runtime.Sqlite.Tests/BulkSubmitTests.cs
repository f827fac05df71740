using System.Text.Json;
using Jobbers.Catalog;
using Jobbers.Declaration;
using Jobbers.Setup;
using Jobbers.Storage;
using Jobbers.Submission;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;

namespace Jobbers.Sqlite.Tests;

/// <summary>Many tasks by one call of the client, over a real store.</summary>
public sealed class BulkSubmitTests : FileStoreTests
{
    private static readonly TaskDescriptor<string> Write = new()
    {
        Name = "write",
        Version = 1,
        DeclaredBy = "Tests.Write",
        ParametersSchema = "{}"u8.ToArray(),
        Contract = "{}",
        Codec = new TextCodec(),
        Invoke = (_, _) => default,
    };


    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Each_task_has_its_own_parameters_whatever_their_length_and_in_the_order_given()
    {
        // Around the size of a block of payloads, and several times it.
        string[] texts = [.. Enumerable.Range(0, 2_345).Select(i => i + new string('x', i % 100 == 0 ? i * 40 : i % 7))];
        await using var services = ClientOf(Store);

        var handles = await services.GetRequiredService<JobbersClient>().EnqueueManyAsync(Write, texts, cancellationToken: Ct);

        Assert.Equal(texts.Length, handles.Count);
        var stored = new List<string>();
        foreach (var part in handles.Chunk(100))
        {
            var records = await Store.Queries.GetAsync([.. part.Select(handle => handle.Id)], Ct);
            stored.AddRange(records.Select(record => JsonDocument.Parse(record!.Parameters).RootElement.GetProperty("text").GetString()!));
        }

        Assert.Equal(texts, stored);
    }

    [Fact]
    public async Task A_failure_is_told_only_when_nothing_more_is_on_its_way()
    {
        var store = new HeldStore(Store);
        await using var services = ClientOf(store);
        var enqueue = services.GetRequiredService<JobbersClient>()
            .EnqueueManyAsync(Write, Enumerable.Repeat("", 1_500), cancellationToken: Ct).AsTask();
        await store.SecondIsHeld.WaitAsync(TimeSpan.FromSeconds(60), Ct);

        store.FailFirst();
        await Task.Delay(50, Ct);
        Assert.False(enqueue.IsCompleted);

        store.ReleaseSecond();
        await Assert.ThrowsAsync<StoreRefusedException>(() => enqueue);
        Assert.Equal(2, store.Calls);
    }

    private static ServiceProvider ClientOf(ITaskStore store)
    {
        var services = new ServiceCollection();
        services.AddSingleton(typeof(ILogger<>), typeof(NullLogger<>));
        services.AddJobbersClient(store, new TaskCatalog([Write]));
        return services.BuildServiceProvider();
    }

    private sealed class TextCodec : PayloadCodec<string>
    {
        public override bool TryRead(ref Utf8JsonReader reader, PayloadProblems problems, out string value)
        {
            value = reader.GetString() ?? "";
            return true;
        }

        public override void Validate(string value, PayloadProblems problems)
        {
            // Every text will do.
        }

        public override void Write(Utf8JsonWriter writer, string value)
        {
            writer.WriteStartObject();
            writer.WriteString("text", value);
            writer.WriteEndObject();
        }
    }
}
