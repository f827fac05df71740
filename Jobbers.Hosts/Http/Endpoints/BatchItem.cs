using Jobbers.Hosts.Http.Problems;
using Jobbers.Storage;

namespace Jobbers.Hosts.Http.Endpoints;

/// <summary>One task of a batch: what was asked, and what became of it.</summary>
internal sealed class BatchItem
{
    /// <summary>Null when what was sent is not valid.</summary>
    public SubmitRequest? Request { get; init; }

    public ApiProblemException? Problem { get; set; }

    public SubmitAnswer Answer { get; private set; }

    /// <summary>Whether the store had the task already.</summary>
    public bool IsRepeat => Request is not null && Problem is null && Answer.Kind != SubmitKind.Accepted;

    public void Take(SubmitAnswer answer)
    {
        Answer = answer;
        Problem = SubmitEndpoints.Refusal(Request!, answer);
    }
}
