using System.Buffers;
using Jobbers.Catalog;

namespace Jobbers.Submission;

/// <summary>
/// Checks and writes the parameters of many tasks of one declaration. They lie one behind the other in blocks: an array for each of a hundred
/// thousand tasks would cost the collector more than everything else here.
/// </summary>
internal sealed class PayloadWriter<TParameters>(TaskDescriptor<TParameters> task, SubmitOptions? options)
{
    private const int BlockSize = 32 * 1024;

    /// <summary>Room that is left over at the end of a block rather than risk that a payload of the usual size moves all of it.</summary>
    private const int LeastRoom = 1024;

    private readonly PayloadProblems _problems = new();
    private ArrayBufferWriter<byte> _block = new(BlockSize);

    /// <returns>The parameters, canonical; valid as long as they are held.</returns>
    /// <exception cref="TaskValidationException">Something is not valid.</exception>
    public ReadOnlyMemory<byte> Write(TParameters parameters)
    {
        if (_block.FreeCapacity < LeastRoom)
            _block = new ArrayBufferWriter<byte>(BlockSize);
        return SubmitRequests.Encode(task, parameters, options, _block, _problems);
    }
}
