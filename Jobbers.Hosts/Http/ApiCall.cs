using System.Text.Json;
using Jobbers.Catalog;
using Jobbers.Hosts.Http.Json;
using Jobbers.Hosts.Http.Problems;
using Jobbers.Lifecycle;
using Jobbers.Routing;
using Jobbers.Storage;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace Jobbers.Hosts.Http;

/// <summary>One request on its way through an endpoint.</summary>
internal sealed class ApiCall(HttpContext http)
{
    public HttpContext Http { get; } = http;

    public ITaskStore Store => Service<ITaskStore>();

    public TaskCatalog Catalog => Service<TaskCatalog>();

    public CancellationToken Aborted => Http.RequestAborted;

    public T Service<T>()
        where T : notnull => Http.RequestServices.GetRequiredService<T>();

    /// <summary>The task id in the path.</summary>
    /// <exception cref="ApiProblemException">It is none.</exception>
    public Ulid Id() =>
        TaskIds.TryParse((string?)Http.GetRouteValue("id"), out var id)
            ? id
            : throw new ApiProblemException(400, "Malformed id", "The id in the path is no task id: 26 characters of Crockford base32, as a submit answers it.");

    /// <summary>The queue's or role's name in the path.</summary>
    /// <exception cref="ApiProblemException">It cannot be one.</exception>
    public string Name() =>
        (string?)Http.GetRouteValue("name") is { } name && RoutingNames.IsValid(name)
            ? name
            : throw ApiProblemException.Invalid("name", "must be 1 to 100 characters of [a-zA-Z0-9_.-]");

    public Task AnswerAsync<TState>(TState state, Action<Utf8JsonWriter, TState> write, int status = 200) =>
        JsonAnswer.WriteAsync(Http, status, state, write);

    /// <summary>Answers with one sentence.</summary>
    public Task SayAsync(string message, int status = 200) => AnswerAsync(message, static (json, message) =>
    {
        json.WriteStartObject();
        json.WriteString("message", message);
        json.WriteEndObject();
    }, status);
}
