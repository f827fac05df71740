using Jobbers.Sqlite.Engine;
using Jobbers.Sqlite.Rows;
using Jobbers.Storage;

namespace Jobbers.Sqlite.Writing;

/// <summary>A worker's heartbeat: its record, the leases of its claims, and the beats of their code.</summary>
internal sealed class RenewClaims(WriteSession session)
{
    public HeartbeatAnswer Execute(HeartbeatRequest request)
    {
        session.Workers.See(request, session.Now);
        var beats = request.Beats.ToDictionary(beat => beat.Claim);
        var lost = new List<ClaimKey>();
        var cancelled = new List<ClaimKey>();
        foreach (var claim in request.Claims)
        {
            if (session.States.Find(claim.Id) is not { } task || !task.IsHeldBy(claim.Token))
            {
                lost.Add(claim);
                continue;
            }

            if (beats.TryGetValue(claim, out var beat))
                WriteBeat(task, beat);
            session.Moves.Renew(task);
            if (task.CancelAt is not null)
                cancelled.Add(claim);
        }

        return new HeartbeatAnswer(lost, cancelled, session.Store.Bells.Routing, Micros.ToTime(session.Now));
    }

    private void WriteBeat(TaskState task, Beat beat)
    {
        task.BeatAt = Math.Max(task.BeatAt ?? 0, Math.Max(task.StartedAt ?? 0, session.Now - Micros.Of(beat.Age)));
        session.Reports.SaveProgress(task.Seq, beat.Progress, beat.Message);
    }
}
