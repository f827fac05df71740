using System.Globalization;
using Jobbers.Catalog;
using Jobbers.Hosts.Http.Problems;
using Jobbers.Lifecycle;
using Jobbers.Routing;
using Microsoft.AspNetCore.Http;

namespace Jobbers.Hosts.Http.Reading;

/// <summary>Reads a request's query; what is unknown or malformed is gathered, all of it.</summary>
internal sealed class QueryFields
{
    private const int LongestText = 1000;

    private readonly IQueryCollection _query;
    private readonly PayloadProblems _problems = new();

    /// <summary>Takes the query of a request.</summary>
    /// <param name="request">The request.</param>
    /// <param name="known">Every parameter there may be.</param>
    public QueryFields(HttpRequest request, params ReadOnlySpan<string> known)
    {
        _query = request.Query;
        foreach (var name in _query.Keys)
        {
            if (!known.Contains(name))
                _problems.AddAtRoot(name, known.Length == 0 ? "is not a known parameter; there are none here" : $"is not a known parameter; there are {string.Join(", ", known.ToArray())}");
        }
    }

    public string? Text(string name)
    {
        var values = _query[name];
        if (values.Count > 1)
            _problems.AddAtRoot(name, "is given more than once");
        var text = values.Count == 0 ? null : values[0];
        if (text?.Length > LongestText)
            _problems.AddAtRoot(name, $"must be at most {LongestText} characters");
        return string.IsNullOrEmpty(text) ? null : text;
    }

    public int? Whole(string name, int min, int max)
    {
        if (Text(name) is not { } text)
            return null;
        if (int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number >= min && number <= max)
            return number;
        _problems.AddAtRoot(name, $"must be a whole number from {min} to {max}");
        return null;
    }

    public double? Seconds(string name, double max)
    {
        if (Text(name) is not { } text)
            return null;
        // The style refuses a sign, but neither the names of the infinities nor NaN.
        if (double.TryParse(text, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var seconds) && seconds >= 0 && seconds <= max)
            return seconds;
        _problems.AddAtRoot(name, $"must be seconds from 0 to {max:0}");
        return null;
    }

    public bool Flag(string name)
    {
        switch (Text(name))
        {
            case null or "false" or "0":
                return false;
            case "true" or "1":
                return true;
            default:
                _problems.AddAtRoot(name, "must be true or false");
                return false;
        }
    }

    public Ulid? Id(string name)
    {
        if (Text(name) is not { } text)
            return null;
        if (TaskIds.TryParse(text, out var id))
            return id;
        _problems.AddAtRoot(name, "must be a task id: 26 characters of Crockford base32");
        return null;
    }

    public string? Queue(string name)
    {
        var text = Text(name);
        if (text is null || RoutingNames.IsValid(text))
            return text;
        _problems.AddAtRoot(name, "must be 1 to 100 characters of [a-zA-Z0-9_.-]");
        return null;
    }

    public JobStatus? Status(string name)
    {
        if (Text(name) is not { } text)
            return null;
        if (JobStatusNames.TryParse(text, out var status) && status != JobStatus.Unsubmitted)
            return status;
        _problems.AddAtRoot(name, $"must be one of {string.Join(", ", JobStatusNames.All.Skip(1))}");
        return null;
    }

    public DateTimeOffset? Time(string name)
    {
        if (Text(name) is not { } text)
            return null;
        // In a query an unescaped + is a space; no time has one.
        if (IsoTime.TryParse(text.Replace(' ', '+'), out var time))
            return time;
        _problems.AddAtRoot(name, IsoTime.Expected);
        return null;
    }

    /// <exception cref="ApiProblemException">Something was wrong; all of it is named.</exception>
    public void ThrowIfBad()
    {
        if (_problems.Count > 0)
            throw ApiProblemException.Invalid(_problems.Items);
    }
}
