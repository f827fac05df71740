using System.CommandLine;
using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using Jobbers.Hosts.Configuration;

namespace Jobbers.Hosts.CommandLine;

/// <summary>What admin commands talk to: a running manager, over its HTTP API.</summary>
internal sealed class ManagerConnection : IDisposable
{
    private const string DefaultUrl = "http://127.0.0.1:8000";

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    private readonly HttpClient _http;

    private ManagerConnection(Uri address, string? key)
    {
        // No redirects: the key goes to the manager that was named. No proxy on the way to this very machine.
        var handler = new SocketsHttpHandler { AllowAutoRedirect = false, UseProxy = !address.IsLoopback, RequestHeaderEncodingSelector = static (_, _) => Encoding.UTF8 };
        _http = new HttpClient(handler)
        {
            BaseAddress = address,
            Timeout = Patience,
        };
        if (key is not null)
            _http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", key);
    }

    /// <summary>A connection to the manager that the command line, the environment or appsettings.json name.</summary>
    /// <exception cref="SettingsException">The address is none, or the key none that can be sent.</exception>
    public static ManagerConnection Open(ParseResult parsed)
    {
        var settings = VerbContext.Read(parsed);
        var text = settings.Text(Setting.ManagerUrl) ?? DefaultUrl;
        if (!Uri.TryCreate(text, UriKind.Absolute, out var address) || address is not { Scheme: "http" or "https", Query: "", Fragment: "", UserInfo: "" })
            Refuse(settings, text);
        var key = settings.Text(Setting.ApiKey);
        // A slip of the hand: 'keys new' makes no other, and a manager would only say that it does not know it.
        if (key.AsSpan().ContainsAnyExceptInRange(' ', '~'))
            settings.RefuseUnseen(Setting.ApiKey, "must be of ASCII characters, as 'keys new' makes it");
        settings.ThrowIfBad();
        return new ManagerConnection(AsFolder(address!), key);
    }

    private static void Refuse(SettingReader settings, string text)
    {
        const string form = "must be an address like http://127.0.0.1:8000, without query and user";
        if (text.Contains('@', StringComparison.Ordinal))
            settings.RefuseUnseen(Setting.ManagerUrl, form);
        else
            settings.Refuse(Setting.ManagerUrl, text, form);
    }

    /// <summary>A manager may be served below a path: what is asked of it is found there, not at the root of the host.</summary>
    private static Uri AsFolder(Uri address) => address.AbsolutePath.EndsWith('/') ? address : new Uri(address.AbsoluteUri + "/");

    /// <summary>Sends one request and reads its JSON answer; a value of no kind when there is none to read (204).</summary>
    /// <param name="method">GET or POST.</param>
    /// <param name="path">Relative to the manager's address.</param>
    /// <param name="json">The body; null for none.</param>
    /// <param name="has">A member that each such answer of a manager has: what lacks it comes from something else.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    /// <param name="idempotencyKey">Sent with it; null for none.</param>
    /// <exception cref="ManagerRefusalException">Nobody answered, or the answer is a problem.</exception>
    public async Task<JsonElement> SendAsync(
        HttpMethod method, string path, string? json, string has, CancellationToken cancellationToken, string? idempotencyKey = null)
    {
        using var request = new HttpRequestMessage(method, path);
        if (idempotencyKey is not null)
            request.Headers.TryAddWithoutValidation("Idempotency-Key", idempotencyKey);
        if (json is not null)
            request.Content = new StringContent(json, Encoding.UTF8, "application/json");
        try
        {
            using var answer = await _http.SendAsync(request, cancellationToken);
            if (answer.StatusCode == HttpStatusCode.NoContent)
                return default;
            var text = await answer.Content.ReadAsStringAsync(cancellationToken);
            if (!answer.IsSuccessStatusCode)
                throw Refusal(answer.StatusCode, text);
            var read = JsonElement.Parse(text);
            return read.ValueKind == JsonValueKind.Object && read.TryGetProperty(has, out _) ? read : throw NoManager();
        }
        catch (HttpRequestException unreachable)
        {
            throw new ManagerRefusalException(
                $"No manager answers at {_http.BaseAddress}: start one (dev or manager), or name another with --url or JOBBERS_URL.", unreachable)
            {
                IsOutage = true,
                IsUnsent = unreachable.HttpRequestError is HttpRequestError.ConnectionError or HttpRequestError.NameResolutionError or HttpRequestError.SecureConnectionError,
            };
        }
        catch (TaskCanceledException late) when (!cancellationToken.IsCancellationRequested)
        {
            throw new ManagerRefusalException($"The manager at {_http.BaseAddress} did not answer within {Patience.TotalSeconds} s.", late) { IsOutage = true };
        }
        catch (JsonException)
        {
            throw NoManager();
        }
    }

    public void Dispose() => _http.Dispose();

    private ManagerRefusalException Refusal(HttpStatusCode status, string text)
    {
        if (status is HttpStatusCode.Unauthorized)
            return new ManagerRefusalException("The manager wants an API key: set JOBBERS_API_KEY to one that it knows ('keys new' makes them).");
        // A gateway whose manager is away answers in its own words.
        return new ManagerRefusalException(Detail(text) ?? NoManagerText()) { IsOutage = status >= HttpStatusCode.InternalServerError };
    }

    private static string? Detail(string text)
    {
        try
        {
            var problem = JsonElement.Parse(text);
            return problem.ValueKind == JsonValueKind.Object && problem.TryGetProperty("detail", out var detail)
                ? TerminalText.Clean(Errors(problem) ?? detail.ToString())
                : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private ManagerRefusalException NoManager() => new(NoManagerText());

    private string NoManagerText() => $"What answers at {_http.BaseAddress} is no manager of Jobbers. Name one with --url or JOBBERS_URL.";

    /// <summary>What is wrong with each field. The detail beside it speaks of fields of a JSON document that is not shown here.</summary>
    private static string? Errors(JsonElement problem)
    {
        if (!problem.TryGetProperty("errors", out var errors) || errors.ValueKind != JsonValueKind.Object)
            return null;
        var reasons = errors.EnumerateObject().Select(field => $"{field.Name} {string.Join(", ", field.Value.EnumerateArray())}");
        return $"{string.Join("; ", reasons)}.";
    }
}
