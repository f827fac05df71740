using System.Diagnostics;
using Jobbers.Lifecycle;
using Jobbers.Redis.Tests.Server;
using Jobbers.Routing;
using Jobbers.Storage;
using Jobbers.Submission;
using Jobbers.Submission.Http;
using Jobbers.Telemetry;
using TestHost;

namespace Jobbers.Hosts.Tests.Client;

/// <summary>What only the client over HTTP can meet: lost answers, managers that are not ready, wrong keys, things that are no manager.</summary>
public sealed class HttpClientFaultTests : IAsyncLifetime
{
    private readonly FaultyNetwork _network = new();
    private ClientHost _host = null!;

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() => _host = await ClientHost.StartAsync("sqlite");

    public async ValueTask DisposeAsync()
    {
        _network.Dispose();
        await _host.DisposeAsync();
    }

    [Fact]
    public async Task A_submit_whose_answer_was_lost_is_made_again_and_makes_one_task()
    {
        using var client = _host.HttpClient(network: _network.LoseAnswer().LoseAnswer());

        var handle = await client.EnqueueAdd(1, 2, cancellationToken: Stop);

        Assert.Equal((3, false), (_network.Requests, handle.Deduplicated));
        Assert.Equal(3, (await handle.ResultAsync(Stop)).Value);
        Assert.Equal(handle.Id, Assert.Single(await StoredAsync()).Id);
    }

    [Fact]
    public async Task A_batch_whose_answer_was_lost_is_made_again_and_makes_each_task_once()
    {
        using var client = _host.HttpClient(network: _network.LoseAnswer());

        var handles = await client.EnqueueEchoMany(Enumerable.Range(0, 10).Select(i => new EchoParameters { Value = $"{i}" }), cancellationToken: Stop);

        Assert.Equal(handles.Select(handle => handle.Id), (await StoredAsync()).Select(task => task.Id).Order());
        Assert.Equal((2, 10), (_network.Requests, handles.Count(handle => !handle.Deduplicated)));
    }

    [Fact]
    public async Task Who_answers_200_and_is_no_manager_has_neither_cancelled_nor_resubmitted()
    {
        using var client = _host.HttpClient(network: _network.Answer(200, "<html>sign in</html>").Answer(202, "{}", "application/json").Answer(200, "<html>sign in</html>"));
        var id = Ulid.NewUlid();

        await Assert.ThrowsAsync<ManagerRefusedException>(async () => await client.CancelAsync(id, Stop));
        await Assert.ThrowsAsync<ManagerRefusedException>(async () => await client.CancelAsync(id, Stop));
        await Assert.ThrowsAsync<ManagerRefusedException>(async () => await client.ResubmitAsync(id, cancellationToken: Stop));
    }

    [Fact]
    public async Task A_key_that_is_held_by_an_earlier_task_is_not_mistaken_for_a_repeat()
    {
        using var client = _host.HttpClient(network: _network);
        var first = await client.EnqueueEcho("a", new SubmitOptions { IdempotencyKey = "k" }, Stop);
        _network.LoseAnswer();

        var again = await client.EnqueueEcho("a", new SubmitOptions { IdempotencyKey = "k" }, Stop);

        Assert.Equal((first.Id, true), (again.Id, again.Deduplicated));
    }

    [Theory]
    [InlineData(408)]
    [InlineData(429)]
    [InlineData(502)]
    [InlineData(503)]
    [InlineData(504)]
    public async Task An_answer_that_means_not_now_is_asked_again(int status)
    {
        using var client = _host.HttpClient(network: _network.Answer(status, retryAfter: "0").Answer(status));

        var handle = await client.EnqueueEcho("a", cancellationToken: Stop);

        Assert.Equal((3, false), (_network.Requests, handle.Deduplicated));
        Assert.Single(await StoredAsync());
    }

    [Fact]
    public async Task A_queue_that_stays_full_is_told_when_the_time_is_over()
    {
        await _host.Store.Routing.PutQueueAsync(new QueueConfig { Name = "full", Paused = true, MaxLength = 1 }, true, Stop);
        using var client = _host.HttpClient(network: _network, retryFor: 6);
        await client.EnqueueNoop(options: new SubmitOptions { Queue = "full" }, cancellationToken: Stop);

        var refused = await Assert.ThrowsAsync<TaskRefusedException>(async () => await client.EnqueueNoop(options: new SubmitOptions { Queue = "full" }, cancellationToken: Stop));

        Assert.Equal((TaskRefusal.QueueFull, TimeSpan.FromSeconds(1)), (refused.Refusal, refused.RetryAfter));
        Assert.True(_network.Requests >= 2, $"{_network.Requests} requests");
    }

    [Fact]
    public async Task A_wrong_key_and_a_weak_one_are_told_with_the_way_out()
    {
        using var unknown = new JobbersHttpClient(new JobbersHttpClientOptions { Address = _host.Address, ApiKey = "s3cret-key" });
        using var none = _host.HttpClient(role: null);
        using var viewer = _host.HttpClient("viewer");
        using var submitter = _host.HttpClient("submitter");

        var wrong = await RefusedAsync(async () => await unknown.EnqueueEcho("a", cancellationToken: Stop), 401);
        Assert.Contains("keys new", wrong.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("s3cret-key", wrong.ToString(), StringComparison.Ordinal);
        await RefusedAsync(async () => await none.GetAsync(Ulid.NewUlid(), Stop), 401);
        var weak = await RefusedAsync(async () => await viewer.EnqueueEchoMany([new EchoParameters { Value = "a" }], cancellationToken: Stop), 403);
        Assert.Contains("needs the role submitter; the key has viewer", weak.Message, StringComparison.Ordinal);
        var handle = await submitter.EnqueueEcho("a", cancellationToken: Stop);
        await handle.WaitAsync(Stop);
        await RefusedAsync(async () => await submitter.CancelAsync(handle.Id, Stop), 403);
    }

    [Fact]
    public async Task A_manager_that_is_down_is_named_when_the_time_is_over()
    {
        var address = new Uri($"http://127.0.0.1:{FreePort.Find()}/jobs");
        using var client = new JobbersHttpClient(new JobbersHttpClientOptions { Address = address, RetryFor = TimeSpan.FromSeconds(0.5) });

        var down = await Assert.ThrowsAsync<ManagerUnavailableException>(async () => await client.EnqueueEcho("a", cancellationToken: Stop));

        Assert.Contains($"{address}/", down.Message, StringComparison.Ordinal);
        Assert.IsType<HttpRequestException>(down.InnerException);
        // One catch serves programs that may use either client.
        Assert.IsAssignableFrom<StoreUnavailableException>(down);
    }

    [Fact]
    public async Task A_manager_that_never_answers_is_given_up()
    {
        var silent = new System.Net.Sockets.TcpListener(System.Net.IPAddress.Loopback, 0);
        silent.Start();
        var options = new JobbersHttpClientOptions
        {
            Address = new Uri($"http://{silent.LocalEndpoint}"),
            Timeout = TimeSpan.FromSeconds(0.2),
            RetryFor = TimeSpan.FromSeconds(0.5),
        };
        using var client = new JobbersHttpClient(options);

        var late = await Assert.ThrowsAsync<ManagerUnavailableException>(async () => await client.EnqueueEcho("a", cancellationToken: Stop));

        Assert.Contains("no answer within 0.2 s", late.Message, StringComparison.Ordinal);
        silent.Stop();
    }

    [Fact]
    public async Task The_callers_token_ends_the_tries()
    {
        using var client = _host.HttpClient(network: _network.AlwaysAnswer(503), retryFor: 3600);
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(0.5));

        await Assert.ThrowsAnyAsync<OperationCanceledException>(async () => await client.EnqueueEcho("a", cancellationToken: limit.Token));

        Assert.Empty(await StoredAsync());
    }

    [Fact]
    public async Task What_cannot_be_mended_by_asking_again_is_told_at_once()
    {
        using var client = _host.HttpClient(network: _network);
        _network.Answer(413).Answer(404, "<html>").Answer(200, "<html>").Answer(200, "{}", "application/json").Answer(307, location: "http://elsewhere.example/").Answer(500);

        Assert.Contains("store large data elsewhere", (await RefusedAsync(Submit, 413)).Message, StringComparison.Ordinal);
        Assert.Contains("no manager of Jobbers", (await RefusedAsync(Submit, 404)).Message, StringComparison.Ordinal);
        Assert.Contains("no manager of Jobbers", (await RefusedAsync(Submit, 200)).Message, StringComparison.Ordinal);
        Assert.Contains("no manager of Jobbers", (await RefusedAsync(Submit, 200)).Message, StringComparison.Ordinal);
        Assert.Contains("points elsewhere", (await RefusedAsync(Submit, 307)).Message, StringComparison.Ordinal);
        await RefusedAsync(Submit, 500);
        Assert.Equal(6, _network.Requests);

        async Task Submit() => await client.EnqueueEcho("a", cancellationToken: Stop);
    }

    [Fact]
    public async Task A_resubmit_whose_answer_was_lost_is_not_made_again()
    {
        using var client = _host.HttpClient(network: _network);
        var handle = await client.EnqueueAdd(1, cancellationToken: Stop);
        await handle.ResultAsync(Stop);
        var before = _network.Requests;
        _network.LoseAnswer();

        var lost = await Assert.ThrowsAsync<ManagerUnavailableException>(async () => await client.ResubmitAsync(handle.Id, cancellationToken: Stop));

        Assert.Contains("not known", lost.Message, StringComparison.Ordinal);
        Assert.Equal(before + 1, _network.Requests);
    }

    [Fact]
    public async Task A_cancel_whose_answer_was_lost_still_says_what_it_did()
    {
        await _host.Store.Routing.SetPausedAsync("default", true, Stop);
        using var client = _host.HttpClient(network: _network);
        var handle = await client.EnqueueNoop(cancellationToken: Stop);
        _network.LoseAnswer();

        Assert.Equal(CancelAnswer.Cancelled, await client.CancelAsync(handle.Id, Stop));
        Assert.Equal(CancelAnswer.AlreadyEnded, await client.CancelAsync(handle.Id, Stop));
    }

    [Fact]
    public async Task Batches_stay_below_what_a_manager_takes()
    {
        await _host.Store.Routing.SetPausedAsync("default", true, Stop);
        using var client = _host.HttpClient(network: _network);

        await client.EnqueueNoopMany(Enumerable.Repeat(new NoopParameters(), 2500), cancellationToken: Stop);
        Assert.Equal(3, _network.Requests);
        await client.EnqueueEchoMany(Enumerable.Repeat(new EchoParameters { Value = new string('x', 1_000_000) }, 20), cancellationToken: Stop);

        Assert.All(_network.Sent, sent => Assert.True(sent.Path == "/tasks/batch" && sent.Bytes <= BulkLimits.GatheredBytes, $"{sent}"));
        Assert.Equal(8, _network.Requests);
        Assert.Equal(2520, (await _host.Store.Queries.CountAsync(Stop)).Sum(queue => queue.ByStatus.GetValueOrDefault(JobStatus.Submitted)));
    }

    [Fact]
    public async Task The_callers_trace_goes_with_the_task()
    {
        using var listener = new ActivityListener
        {
            ShouldListenTo = static source => source.Name is JobbersTelemetry.Name or "Microsoft.AspNetCore" or "Tests",
            Sample = static (ref ActivityCreationOptions<ActivityContext> _) => ActivitySamplingResult.AllDataAndRecorded,
        };
        ActivitySource.AddActivityListener(listener);
        using var source = new ActivitySource("Tests");
        using var client = _host.HttpClient();
        using var activity = source.StartActivity("caller")!;

        var handle = await client.EnqueueEcho("a", cancellationToken: Stop);

        Assert.Equal(activity.TraceId.ToHexString(), (await handle.GetAsync(Stop)).TraceParent!.Split('-')[1]);
    }

    [Fact]
    public async Task A_result_that_is_partly_secret_is_not_given_out_as_if_it_were_whole()
    {
        using var client = _host.HttpClient();
        var handle = await client.EnqueuePay("a", "1234", cancellationToken: Stop);

        await handle.WaitAsync(Stop);
        var withheld = await Assert.ThrowsAsync<InvalidOperationException>(async () => await handle.ResultAsync(Stop));

        Assert.Contains("[Sensitive]", withheld.Message, StringComparison.Ordinal);
        var whole = await _host.StoreClient.EnqueuePay("b", "1234", cancellationToken: Stop);
        Assert.Equal("code of 1234", (await whole.ResultAsync(Stop)).Code);
    }

    [Fact]
    public async Task An_idempotency_key_that_a_header_would_change_is_refused()
    {
        using var client = _host.HttpClient(network: _network);
        foreach (var key in new[] { " a", "a\t", "a\nb" })
        {
            var refused = await Assert.ThrowsAsync<Catalog.TaskValidationException>(async () => await client.EnqueueEcho("a", new SubmitOptions { IdempotencyKey = key }, Stop));
            Assert.Equal("idempotency_key", Assert.Single(refused.Problems).Path);
        }

        Assert.Equal(0, _network.Requests);
    }

    private async Task<IReadOnlyList<TaskRecord>> StoredAsync() => (await _host.Store.Queries.ListAsync(new ListQuery { Limit = 100 }, Stop)).Tasks;

    private static async Task<ManagerRefusedException> RefusedAsync(Func<Task> call, int status)
    {
        var refused = await Assert.ThrowsAsync<ManagerRefusedException>(call);
        Assert.Equal(status, refused.Status);
        return refused;
    }
}
