namespace Jobbers.Storage;

/// <summary>
/// The store did not answer, or cannot work now: down, loading, read-only, out of memory, disk full. Loops back off and try again;
/// the message says what is wrong, without secrets, and what to do.
/// </summary>
public class StoreUnavailableException(string message, Exception? innerException = null) : Exception(message, innerException);
