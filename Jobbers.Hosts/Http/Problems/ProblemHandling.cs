using System.Globalization;
using Jobbers.Hosts.Http.Json;
using Jobbers.Storage;
using Jobbers.Submission.Http;
using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace Jobbers.Hosts.Http.Problems;

/// <summary>Turns whatever ends a request into a problem answer; nothing of the inside ever leaks into one.</summary>
internal sealed partial class ProblemHandling(RequestDelegate next, ILogger<ProblemHandling> logger)
{
    public async Task InvokeAsync(HttpContext http)
    {
        try
        {
            await next(http);
            if (!http.Response.HasStarted && http.Response.ContentLength is null && ForStatus(http) is { } bare)
                await WriteAsync(http, bare);
        }
        catch (Exception exception) when (!http.RequestAborted.IsCancellationRequested && exception is not ConnectionResetException)
        {
            if (http.Response.HasStarted)
            {
                LogBroken(logger, exception, http.Request.Method, http.Request.Path);
                http.Abort();
                return;
            }

            await WriteAsync(http, ForException(http, exception));
        }
        catch (Exception)
        {
            // Whatever it was: the caller went away; there is nobody to answer.
        }
    }

    private static ApiProblemException? ForStatus(HttpContext http) => http.Response.StatusCode switch
    {
        404 => new ApiProblemException(404, "No such page", $"There is nothing at {http.Request.PathBase}{http.Request.Path}; GET {http.Request.PathBase}/openapi/v1.json lists every route."),
        405 => new ApiProblemException(405, "Wrong method", $"{http.Request.PathBase}{http.Request.Path} does not take {http.Request.Method}; see the Allow header for what it takes."),
        _ => null,
    };

    private ApiProblemException ForException(HttpContext http, Exception exception)
    {
        switch (exception)
        {
            case ApiProblemException problem:
                return problem;
            case StoreUnavailableException unavailable:
                return ApiProblemException.StoreUnavailable(unavailable, "Try again in a moment.");
            case InvalidCursorException:
                return ApiProblemException.Invalid("cursor", "is not one that this listing returned; start again without it");
            case BadHttpRequestException { StatusCode: 413 }:
                return new ApiProblemException(413, "Too large", $"The body is larger than {ApiLimits.MaxBodyBytes} bytes; store large data elsewhere and pass where it is.");
            case BadHttpRequestException bad:
                return new ApiProblemException(bad.StatusCode, "Bad request", "The request is not well-formed HTTP.");
            default:
                LogFailed(logger, exception, http.Request.Method, http.Request.Path);
                return new ApiProblemException(500, "Internal error", "The manager failed to answer this request; its log has the reason.");
        }
    }

    private static Task WriteAsync(HttpContext http, ApiProblemException problem)
    {
        if (problem.RetryAfter is { } after)
            http.Response.Headers.RetryAfter = Math.Max(1, Math.Ceiling(after.TotalSeconds)).ToString(CultureInfo.InvariantCulture);
        var isOfRead = HttpMethods.IsGet(http.Request.Method) || HttpMethods.IsHead(http.Request.Method);
        return JsonAnswer.WriteAsync(http, problem.Status, (problem, isOfRead), static (json, told) => ProblemJson.Write(json, told.problem, told.isOfRead), ProblemJson.ContentType);
    }

    [LoggerMessage(60, LogLevel.Error, "{Method} {Path} failed")]
    private static partial void LogFailed(ILogger logger, Exception exception, string method, string path);

    [LoggerMessage(61, LogLevel.Warning, "{Method} {Path} broke after its answer had begun")]
    private static partial void LogBroken(ILogger logger, Exception exception, string method, string path);
}
