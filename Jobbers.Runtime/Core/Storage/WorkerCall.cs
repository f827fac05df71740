namespace Jobbers.Storage;

/// <summary>
/// Names one claim or settle call. The worker id is new at each process start; numbers grow by 1, one call is in flight. A call repeated under
/// its number, because its reply was lost, is answered from the worker's record: nothing is claimed or settled twice.
/// </summary>
internal readonly record struct WorkerCall(string Worker, long Number);
