using System.Buffers;
using Jobbers.Declaration;

namespace Jobbers.Catalog;

/// <summary>What a generated invoker gets for one attempt.</summary>
/// <param name="Payload">The stored parameters, as UTF-8 JSON.</param>
/// <param name="Context">The attempt's context.</param>
/// <param name="Services">The attempt's own service scope.</param>
/// <param name="Result">Takes the result as UTF-8 JSON; left empty by a task without one.</param>
public readonly record struct TaskInvocation(
    ReadOnlyMemory<byte> Payload,
    TaskContext Context,
    IServiceProvider Services,
    IBufferWriter<byte> Result);

/// <summary>Decodes the payload, calls the user's method, encodes its result. Generated.</summary>
/// <param name="invocation">The attempt.</param>
/// <param name="cancellationToken">The attempt's own token.</param>
/// <returns>Done when the method has returned and its result is written.</returns>
/// <exception cref="PayloadRejectedException">The payload does not decode; the method was not called.</exception>
public delegate ValueTask TaskInvoker(TaskInvocation invocation, CancellationToken cancellationToken);
