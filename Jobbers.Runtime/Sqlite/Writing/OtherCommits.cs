using Jobbers.Sqlite.Engine;

namespace Jobbers.Sqlite.Writing;

/// <summary>Commits of other processes on the same file, as the writer's connection sees them. For the writer's thread alone.</summary>
internal sealed class OtherCommits
{
    private readonly Statement _version;
    private long _known;

    /// <summary>What they committed before this process came is not its matter.</summary>
    public OtherCommits(Database database)
    {
        // Our own commits do not change it.
        _version = database.Prepare("PRAGMA data_version");
        _known = Read();
    }

    /// <summary>Whether there are any since this was last asked.</summary>
    public bool HaveCommitted()
    {
        var version = Read();
        if (version == _known)
            return false;
        _known = version;
        return true;
    }

    private long Read()
    {
        _version.Step();
        var version = _version.Int64(0);
        _version.Reset();
        return version;
    }
}
