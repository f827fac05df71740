using Jobbers.Hosts.Http.Access;
using Jobbers.Hosts.Http.Endpoints;
using Jobbers.Hosts.Http.OpenApi;
using Jobbers.Hosts.Http.Pages;

namespace Jobbers.Hosts.Http;

/// <summary>Every route of the API (05-http-api).</summary>
internal static class Routes
{
    public static IReadOnlyList<Route> All { get; } =
    [
        new("POST", "/tasks", AccessRole.Submitter, SubmitEndpoints.SubmitAsync, "Submit a task"),
        new("POST", "/submit-task", AccessRole.Submitter, SubmitEndpoints.SubmitAsync, "Submit a task") { AliasOf = "/tasks" },
        new("POST", "/tasks/batch", AccessRole.Submitter, BatchEndpoint.SubmitAsync, "Submit up to 1,000 tasks"),
        new("GET", "/tasks", AccessRole.Viewer, ListEndpoints.ListAsync, "List tasks"),
        new("GET", "/task-list", AccessRole.Viewer, ListEndpoints.ListAsync, "List tasks") { AliasOf = "/tasks" },
        new("GET", "/tasks/{id}", AccessRole.Viewer, TaskEndpoints.GetAsync, "One task as it stands"),
        new("GET", "/task-status/{id}", AccessRole.Viewer, TaskEndpoints.GetAsync, "One task as it stands: the older path"),
        new("GET", "/tasks/{id}/wait", AccessRole.Viewer, TaskEndpoints.WaitAsync, "Wait for a task's end (204 at the timeout)"),
        new("GET", "/tasks/{id}/history", AccessRole.Viewer, TaskEndpoints.HistoryAsync, "A task's ended attempts"),
        new("GET", "/tasks/{id}/why", AccessRole.Viewer, WhyEndpoint.GetAsync, "Why a task is not running"),
        new("POST", "/tasks/{id}/cancel", AccessRole.Operator, CancelEndpoints.CancelAsync, "Cancel a task"),
        new("POST", "/task/{id}/cancel", AccessRole.Operator, CancelEndpoints.CancelAsync, "Cancel a task: the older path"),
        new("POST", "/tasks/cancel", AccessRole.Operator, CancelEndpoints.CancelManyAsync, "Cancel many tasks, by id or filter"),
        new("POST", "/tasks/{id}/resubmit", AccessRole.Operator, ResubmitEndpoints.ResubmitAsync, "Give an ended task a second chance"),
        new("GET", "/scheduled-tasks", AccessRole.Viewer, ListEndpoints.ScheduledAsync, "Tasks that wait for their due time"),
        new("GET", "/active-tasks", AccessRole.Viewer, ListEndpoints.ActiveAsync, "Tasks that run"),
        new("GET", "/dead-letter-queue", AccessRole.Viewer, ListEndpoints.DeadLettersAsync, "Dead letters, newest first"),
        new("GET", "/dead-letter-queue/{id}/history", AccessRole.Viewer, TaskEndpoints.HistoryAsync, "A dead letter's attempts"),
        new("POST", "/dead-letter-queue/resubmit", AccessRole.Operator, ResubmitEndpoints.ResubmitDeadLettersAsync, "Resubmit dead letters, by id or filter"),
        new("DELETE", "/dead-letter-queue", AccessRole.Admin, ResubmitEndpoints.RemoveDeadLettersAsync, "Take tasks out of the dead letters"),
        new("GET", "/queues", AccessRole.Viewer, QueueEndpoints.ListAsync, "Names of all queues"),
        new("POST", "/queues", AccessRole.Admin, QueueEndpoints.CreateAsync, "Create a queue"),
        new("GET", "/queues/{name}", AccessRole.Viewer, QueueEndpoints.GetAsync, "A queue's limits and sizes"),
        new("GET", "/queues/{name}/config", AccessRole.Viewer, QueueEndpoints.GetConfigAsync, "A queue's limits"),
        new("PUT", "/queues/{name}", AccessRole.Admin, QueueEndpoints.PutAsync, "Create or replace a queue"),
        new("DELETE", "/queues/{name}", AccessRole.Admin, QueueEndpoints.DeleteAsync, "Delete a queue"),
        new("POST", "/queues/{name}/pause", AccessRole.Operator, QueueEndpoints.PauseAsync, "Claim nothing from a queue"),
        new("POST", "/queues/{name}/resume", AccessRole.Operator, QueueEndpoints.ResumeAsync, "Claim from a queue again"),
        new("GET", "/roles", AccessRole.Viewer, RoleEndpoints.ListAsync, "Names of all roles"),
        new("POST", "/roles", AccessRole.Admin, RoleEndpoints.CreateAsync, "Create a role"),
        new("GET", "/roles/{name}", AccessRole.Viewer, RoleEndpoints.GetAsync, "A role's queues"),
        new("PUT", "/roles/{name}", AccessRole.Admin, RoleEndpoints.PutAsync, "Create a role or replace its queues"),
        new("DELETE", "/roles/{name}", AccessRole.Admin, RoleEndpoints.DeleteAsync, "Delete a role"),
        new("POST", "/roles/{name}/refresh", AccessRole.Operator, RoleEndpoints.RefreshAsync, "Make workers load a role anew"),
        new("GET", "/workers", AccessRole.Viewer, WorkerEndpoints.WorkersAsync, "Live workers"),
        new("GET", "/task-types", AccessRole.Viewer, WorkerEndpoints.TaskTypesAsync, "Registered tasks with their schemas"),
        new("GET", "/stats", AccessRole.Viewer, StatsEndpoint.GetAsync, "Sizes, in all and per queue"),
        new("GET", "/events", AccessRole.Viewer, EventEndpoint.StreamAsync, "Changes of status as server-sent events"),
        new("GET", "/health/live", AccessRole.Anonymous, HealthEndpoints.LiveAsync, "The process answers"),
        new("GET", "/health/ready", AccessRole.Anonymous, HealthEndpoints.ReadyAsync, "The process can work"),
        new("GET", "/openapi/v1.json", AccessRole.Viewer, OpenApiEndpoint.GetAsync, "This document"),
        new("GET", "/docs", AccessRole.Anonymous, PageEndpoints.DocsAsync, "The API reference") { IsPage = true },
        new("GET", "/pages/pages.css", AccessRole.Anonymous, PageFile.Styles.AnswerAsync, "Styles") { IsPage = true },
        new("GET", "/pages/docs.js", AccessRole.Anonymous, PageFile.Start.AnswerAsync, "Starts the reference") { IsPage = true },
        new("GET", "/pages/scalar.js", AccessRole.Anonymous, PageFile.Reference.AnswerAsync, "The reference") { IsPage = true },
    ];
}
