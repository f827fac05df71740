namespace Jobbers.Storage;

/// <summary>Hints from the store to whoever waits. The stores' own verbs send them.</summary>
internal interface ISignals
{
    /// <summary>Calls <paramref name="receive"/> for each hint until disposed. It must be quick and not throw.</summary>
    IDisposable Listen(Action<Signal> receive);
}
