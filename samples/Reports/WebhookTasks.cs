using System.ComponentModel.DataAnnotations;
using System.Net;
using System.Text;
using System.Text.Json;

namespace Reports;

/// <summary>What the receiver answered in the end.</summary>
public sealed record WebhookResult(int Status, int Attempts);

internal sealed class WebhookTasks(HttpClient http)
{
    private static readonly TimeSpan WhenNotSaid = TimeSpan.FromSeconds(5);

    /// <summary>Posts an event to a URL until it is taken. The task's id is sent along, so that the receiver can tell a repeat.</summary>
    /// <param name="url">Where to.</param>
    /// <param name="payload">What: any JSON.</param>
    [RegisterTask("send_webhook", MaxRetries = 5, RetryDelay = 1, Backoff = BackoffStrategy.ExponentialJitter, MaxRetryDelay = 300,
        Timeout = 30, DeadLetterPolicy = DeadLetterPolicy.Save,
        ExpectedExceptions = [typeof(HttpRequestException), typeof(TimeoutException)])]
    public async Task<WebhookResult> SendWebhook([Url] string url, JsonElement payload, TaskContext context, CancellationToken cancellationToken)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, url);
        request.Headers.Add("Idempotency-Key", context.Id.ToString());
        request.Content = new StringContent(payload.GetRawText(), Encoding.UTF8, "application/json");
        using var response = await http.SendAsync(request, cancellationToken);
        if (response.StatusCode == HttpStatusCode.TooManyRequests)
            throw new RetryAfterException(response.Headers.RetryAfter?.Delta ?? WhenNotSaid, $"{url} answered 429");
        response.EnsureSuccessStatusCode();
        return new WebhookResult((int)response.StatusCode, context.RetryAttempt + 1);
    }
}
