namespace Jobbers.Declaration;

/// <summary>
/// The parameter is given the time of the occurrence, in UTC, of a task that recurs by <see cref="RegisterTaskAttribute.Cron"/>: the time that it was meant
/// for, however late it runs and however often it is tried again. Of a method's parameters at most one, of type <see cref="DateTimeOffset"/>, which may be
/// nullable for who submits the task by hand. It is stored like any other, and seen with the task.
/// </summary>
[AttributeUsage(AttributeTargets.Parameter)]
public sealed class OccurrenceAttribute : Attribute;
