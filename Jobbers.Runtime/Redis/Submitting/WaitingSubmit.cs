using Jobbers.Storage;

namespace Jobbers.Redis.Submitting;

/// <summary>One caller that waits for the answer to its submit.</summary>
internal sealed class WaitingSubmit(SubmitRequest request)
    : TaskCompletionSource<IReadOnlyList<SubmitAnswer>>(TaskCreationOptions.RunContinuationsAsynchronously)
{
    public SubmitRequest Request => request;
}
