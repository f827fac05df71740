using Jobbers.Storage;

namespace Jobbers.Submission;

/// <summary>
/// No manager did the call within <see cref="JobbersHttpClientOptions.RetryFor"/>: none answered, or it could not reach its store. The message says
/// what was seen last and what to do. A submit may be made again, under the same id or idempotency key, without making a second task.
/// </summary>
public sealed class ManagerUnavailableException(string message, Exception? innerException = null) : StoreUnavailableException(message, innerException);
