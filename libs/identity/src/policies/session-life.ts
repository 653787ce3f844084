/** How long a session lives at most, however busy it is. */
export const SESSION_HOURS = 12;

/** After how long without a request it ends by itself. */
export const SESSION_IDLE_MINUTES = 120;

/** Ended sessions are kept this long, to see what was signed in when. */
export const SESSION_KEPT_DAYS = 30;
