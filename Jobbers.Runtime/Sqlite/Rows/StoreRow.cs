using Jobbers.Sqlite.Engine;

namespace Jobbers.Sqlite.Rows;

/// <summary>The one row of <c>store</c>: read at the begin of each write transaction, written at its end.</summary>
internal sealed class StoreRow(Database database)
{
    private readonly Statement _read = database.Prepare(
        "SELECT now, sequence, doorbell, schedule, cancels, routing, listened_until, last_change, first_change FROM store");

    private readonly Statement _write = database.Prepare(
        """
        UPDATE store SET now = ?1, sequence = ?2, doorbell = ?3, schedule = ?4, cancels = ?5, routing = ?6, listened_until = ?7,
          last_change = ?8, first_change = ?9
        """);

    public long Now { get; set; }

    public long Sequence { get; set; }

    public Bells Bells { get; set; }

    public long ListenedUntil { get; set; }

    public long LastChange { get; set; }

    /// <summary>A reader that has not seen up to the one before this has missed something.</summary>
    public long FirstChange { get; set; }

    public void Read()
    {
        _read.Step();
        Now = _read.Int64(0);
        Sequence = _read.Int64(1);
        Bells = new Bells(_read.Int64(2), _read.Int64(3), _read.Int64(4), _read.Int64(5));
        ListenedUntil = _read.Int64(6);
        LastChange = _read.Int64(7);
        FirstChange = _read.Int64(8);
        _read.Reset();
    }

    public void Write() => _write
        .Bind(1, Now).Bind(2, Sequence).Bind(3, Bells.Doorbell).Bind(4, Bells.Schedule).Bind(5, Bells.Cancels).Bind(6, Bells.Routing)
        .Bind(7, ListenedUntil).Bind(8, LastChange).Bind(9, FirstChange).Run();
}
