/** API_METRIC has no time of its own: it is that of its arrival. */
export function apiMetric(data: Record<string, unknown>, timestamp: number): object {
  const { name, time, error, error5xx, fault, optionalDimensions } = data;
  const { type, statusCode } = (error ?? {}) as Record<string, unknown>;
  return {
    name,
    time,
    timestamp,
    // Its message and stack may name a customer.
    error: error ? { type, statusCode } : undefined,
    error5xx,
    fault,
    optionalDimensions,
  };
}
