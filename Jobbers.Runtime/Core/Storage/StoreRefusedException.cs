namespace Jobbers.Storage;

/// <summary>
/// The store can never be used as configured: wrong address or password, corrupt or newer file, foreign database. A process ends with this
/// message at start; it is one sentence that names the place and the remedy.
/// </summary>
public sealed class StoreRefusedException(string message, Exception? innerException = null) : Exception(message, innerException);
