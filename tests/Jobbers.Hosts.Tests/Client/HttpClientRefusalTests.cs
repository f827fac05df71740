using Jobbers.Submission;
using TestHost;

namespace Jobbers.Hosts.Tests.Client;

/// <summary>Wrong keys, things that are no manager, what only a header would change: told at once, and with the way out.</summary>
public sealed class HttpClientRefusalTests : HttpClientFaults
{
    [Fact]
    public async Task Who_answers_200_and_is_no_manager_has_neither_cancelled_nor_resubmitted()
    {
        using var client = Host.HttpClient(network: Network.Answer(200, "<html>sign in</html>").Answer(202, "{}", "application/json").Answer(200, "<html>sign in</html>"));
        var id = Ulid.NewUlid();

        await Assert.ThrowsAsync<ManagerRefusedException>(async () => await client.CancelAsync(id, Stop));
        await Assert.ThrowsAsync<ManagerRefusedException>(async () => await client.CancelAsync(id, Stop));
        await Assert.ThrowsAsync<ManagerRefusedException>(async () => await client.ResubmitAsync(id, cancellationToken: Stop));
    }

    [Fact]
    public async Task A_wrong_key_and_a_weak_one_are_told_with_the_way_out()
    {
        using var unknown = new JobbersHttpClient(new JobbersHttpClientOptions { Address = Host.Address, ApiKey = "s3cret-key" });
        using var none = Host.HttpClient(role: null);
        using var viewer = Host.HttpClient("viewer");
        using var submitter = Host.HttpClient("submitter");

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
    public async Task What_cannot_be_mended_by_asking_again_is_told_at_once()
    {
        using var client = Host.HttpClient(network: Network);
        Network.Answer(413).Answer(404, "<html>").Answer(200, "<html>").Answer(200, "{}", "application/json").Answer(307, location: "http://elsewhere.example/").Answer(500);

        Assert.Contains("store large data elsewhere", (await RefusedAsync(Submit, 413)).Message, StringComparison.Ordinal);
        Assert.Contains("no manager of Jobbers", (await RefusedAsync(Submit, 404)).Message, StringComparison.Ordinal);
        Assert.Contains("no manager of Jobbers", (await RefusedAsync(Submit, 200)).Message, StringComparison.Ordinal);
        Assert.Contains("no manager of Jobbers", (await RefusedAsync(Submit, 200)).Message, StringComparison.Ordinal);
        Assert.Contains("points elsewhere", (await RefusedAsync(Submit, 307)).Message, StringComparison.Ordinal);
        await RefusedAsync(Submit, 500);
        Assert.Equal(6, Network.Requests);

        async Task Submit() => await client.EnqueueEcho("a", cancellationToken: Stop);
    }

    [Fact]
    public async Task A_result_that_is_partly_secret_is_not_given_out_as_if_it_were_whole()
    {
        using var client = Host.HttpClient();
        var handle = await client.EnqueuePay("a", "1234", cancellationToken: Stop);

        await handle.WaitAsync(Stop);
        var withheld = await Assert.ThrowsAsync<InvalidOperationException>(async () => await handle.ResultAsync(Stop));

        Assert.Contains("[Sensitive]", withheld.Message, StringComparison.Ordinal);
        var whole = await Host.StoreClient.EnqueuePay("b", "1234", cancellationToken: Stop);
        Assert.Equal("code of 1234", (await whole.ResultAsync(Stop)).Code);
    }

    [Fact]
    public async Task An_idempotency_key_that_a_header_would_change_is_refused()
    {
        using var client = Host.HttpClient(network: Network);
        foreach (var key in new[] { " a", "a\t", "a\nb" })
        {
            var refused = await Assert.ThrowsAsync<Catalog.TaskValidationException>(async () => await client.EnqueueEcho("a", new SubmitOptions { IdempotencyKey = key }, Stop));
            Assert.Equal("idempotency_key", Assert.Single(refused.Problems).Path);
        }

        Assert.Equal(0, Network.Requests);
    }
}
